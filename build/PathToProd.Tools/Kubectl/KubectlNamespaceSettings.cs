namespace Cake.Kubectl;

/// <summary>Settings of a namespace to have.</summary>
public sealed class KubectlNamespaceSettings : KubectlSettings
{
    /// <summary>Labels that the namespace gets; by default none.</summary>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>();

    /// <summary>The name under which the cluster notes who owns these labels; by default kubectl's own.</summary>
    public string? FieldManager { get; set; }
}

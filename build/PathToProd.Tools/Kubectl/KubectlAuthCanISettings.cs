namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl auth can-i</c>.</summary>
public sealed class KubectlAuthCanISettings : KubectlSettings
{
    /// <summary>A part of the resource, such as <c>log</c> of pods; by default the resource itself.</summary>
    public string? Subresource { get; set; }

    /// <summary>Whether the question is about all namespaces; by default about one.</summary>
    public bool? AllNamespaces { get; set; }
}

namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl api-resources</c>.</summary>
public sealed class KubectlApiResourcesSettings : KubectlSettings
{
    /// <summary>The only group to list, such as <c>apps</c>; by default all groups.</summary>
    public string? ApiGroup { get; set; }
}

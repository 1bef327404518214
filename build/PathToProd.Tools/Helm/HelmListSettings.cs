namespace Cake.Helm;

/// <summary>
/// Settings of <c>helm list</c>, which here lists releases in every state, pending and failed ones too.
/// </summary>
public sealed class HelmListSettings : HelmSettings
{
    /// <summary>Whether to look in all namespaces; by default only in one.</summary>
    public bool? AllNamespaces { get; set; }

    /// <summary>A regular expression that names must match; by default none.</summary>
    public string? Filter { get; set; }

    /// <summary>A selector for the labels of releases; by default none.</summary>
    public string? Selector { get; set; }

    /// <summary>How many releases to list; by default 256.</summary>
    public int? Max { get; set; }
}

namespace Cake.Helm;

/// <summary>Settings of <c>helm status</c>.</summary>
public sealed class HelmStatusSettings : HelmSettings
{
    /// <summary>The revision to show; by default the latest.</summary>
    public int? Revision { get; set; }
}

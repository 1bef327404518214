namespace Cake.Helm;

/// <summary>Settings of the <c>helm get</c> commands.</summary>
public sealed class HelmGetSettings : HelmSettings
{
    /// <summary>The revision to read; by default the latest.</summary>
    public int? Revision { get; set; }

    /// <summary>
    /// Whether the chart's own values are in the answer, too; by default only the given ones. For values.
    /// </summary>
    public bool? AllValues { get; set; }
}

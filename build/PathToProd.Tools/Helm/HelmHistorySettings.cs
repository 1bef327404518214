namespace Cake.Helm;

/// <summary>Settings of <c>helm history</c>.</summary>
public sealed class HelmHistorySettings : HelmSettings
{
    /// <summary>How many revisions to list, the latest; by default 256.</summary>
    public int? Max { get; set; }
}

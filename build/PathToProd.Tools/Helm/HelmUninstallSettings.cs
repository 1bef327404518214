namespace Cake.Helm;

/// <summary>Settings of <c>helm uninstall</c>.</summary>
public sealed class HelmUninstallSettings : HelmSettings
{
    /// <summary>Whether to wait until the resources are gone; by default no. Needs Helm 3.7 or later.</summary>
    public bool? Wait { get; set; }

    /// <summary>How long Helm waits for any one thing; by default 5 minutes.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether the release's history stays; by default it goes, too.</summary>
    public bool? KeepHistory { get; set; }

    /// <summary>
    /// What the history says; by default Helm's own words. Ignored without <see cref="KeepHistory"/>.
    /// </summary>
    public string? Description { get; set; }

    /// <summary>Whether hooks are left out; by default they run.</summary>
    public bool? NoHooks { get; set; }

    /// <summary>Whether to show what would be done and leave all as it is; by default no.</summary>
    public bool? DryRun { get; set; }
}

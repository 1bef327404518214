namespace Cake.Helm;

/// <summary>Settings of <c>helm rollback</c>.</summary>
public sealed class HelmRollbackSettings : HelmSettings
{
    /// <summary>Whether to wait until the resources are ready; by default no.</summary>
    public bool? Wait { get; set; }

    /// <summary>Whether to wait until jobs have completed; by default no. Ignored without <see cref="Wait"/>.</summary>
    public bool? WaitForJobs { get; set; }

    /// <summary>How long Helm waits for any one thing; by default 5 minutes.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether resources that a failed rollback made are deleted; by default no.</summary>
    public bool? CleanupOnFail { get; set; }

    /// <summary>Whether resources are replaced instead of patched; by default no.</summary>
    public bool? Force { get; set; }

    /// <summary>
    /// Whether the API server merges; by default as the revision was made. Needs Helm 4: Helm 3 always merges on its own.
    /// </summary>
    public bool? ServerSide { get; set; }

    /// <summary>How many revisions to keep; by default 10, and 0 keeps all.</summary>
    public int? HistoryMax { get; set; }

    /// <summary>Whether hooks are left out; by default they run.</summary>
    public bool? NoHooks { get; set; }

    /// <summary>Whether to show what would be done and leave all as it is; by default no.</summary>
    public bool? DryRun { get; set; }
}

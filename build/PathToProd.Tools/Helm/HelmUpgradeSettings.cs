namespace Cake.Helm;

/// <summary>Settings of <c>helm upgrade</c>.</summary>
public sealed class HelmUpgradeSettings : HelmValuesSettings
{
    /// <summary>Whether to install the release when it is not there (<c>--install</c>); by default yes.</summary>
    public bool Install { get; set; } = true;

    /// <summary>Whether to make the namespace when it is not there; by default no.</summary>
    public bool? CreateNamespace { get; set; }

    /// <summary>Whether to wait until the resources are ready; by default no.</summary>
    public bool? Wait { get; set; }

    /// <summary>Whether to wait until jobs have completed; by default no. Ignored without <see cref="Wait"/>.</summary>
    public bool? WaitForJobs { get; set; }

    /// <summary>
    /// How long Helm waits for any one thing; by default 5 minutes. For the whole call see ToolTimeout.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Whether a failed upgrade is rolled back, a failed installation removed; by default no. It implies <see
    /// cref="Wait"/>.
    /// </summary>
    public bool? Atomic { get; set; }

    /// <summary>Whether resources that a failed upgrade made are deleted; by default no.</summary>
    public bool? CleanupOnFail { get; set; }

    /// <summary>
    /// Whether resources are replaced instead of patched, which can interrupt service; by default no. Helm 4 refuses it
    /// together with <see cref="ServerSide"/>, which is its default.
    /// </summary>
    public bool? Force { get; set; }

    /// <summary>
    /// Whether the API server merges what the chart says with what is there; by default as the release was made, and for a
    /// new one yes. Needs Helm 4: Helm 3 always merges on its own.
    /// </summary>
    public bool? ServerSide { get; set; }

    /// <summary>
    /// Whether to take over fields that others own, which is a failure by default. Needs Helm 4; ignored when the API server
    /// does not merge.
    /// </summary>
    public bool? ForceConflicts { get; set; }

    /// <summary>How many revisions to keep; by default 10, and 0 keeps all.</summary>
    public int? HistoryMax { get; set; }

    /// <summary>
    /// Whether to forget the values of the last revision; by default Helm keeps them only when no values are given.
    /// </summary>
    public bool? ResetValues { get; set; }

    /// <summary>
    /// Whether to start from the values of the last revision; by default no. Ignored with <see cref="ResetValues"/>.
    /// </summary>
    public bool? ReuseValues { get; set; }

    /// <summary>What the history says about this revision; by default Helm's own words.</summary>
    public string? Description { get; set; }

    /// <summary>Whether hooks are left out; by default they run.</summary>
    public bool? NoHooks { get; set; }

    /// <summary>
    /// Whether custom resource definitions of the folder <c>crds</c> are left out; by default they are installed.
    /// </summary>
    public bool? SkipCrds { get; set; }

    /// <summary>The version, or range of versions, of a chart from a repository; ignored for a chart on disk.</summary>
    public string? Version { get; set; }

    /// <summary>Whether to show what would be done and leave all as it is; by default no.</summary>
    public bool? DryRun { get; set; }
}

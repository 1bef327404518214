namespace Cake.Kubectl;

/// <summary>Settings of the <c>kubectl rollout</c> commands.</summary>
public sealed class KubectlRolloutSettings : KubectlSettings
{
    /// <summary>How long to wait until the rollout is done; by default forever. For status.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether to wait at all; by default yes. For status.</summary>
    public bool? Watch { get; set; }

    /// <summary>The revision to show; by default the latest. For status.</summary>
    public int? Revision { get; set; }

    /// <summary>The revision to go back to; by default the one before. For undo.</summary>
    public int? ToRevision { get; set; }

    /// <summary>Who only pretends; by default no one. For undo.</summary>
    public KubectlDryRun? DryRun { get; set; }
}

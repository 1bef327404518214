namespace Cake.Helm;

/// <summary>The status of a revision of a release.</summary>
public enum HelmReleaseStatus
{
    /// <summary>Something that this program does not know.</summary>
    Unknown,

    /// <summary>It is what runs.</summary>
    Deployed,

    /// <summary>It was removed and its history kept.</summary>
    Uninstalled,

    /// <summary>A later one took its place.</summary>
    Superseded,

    /// <summary>It did not succeed.</summary>
    Failed,

    /// <summary>It is being removed, or its removal was killed.</summary>
    Uninstalling,

    /// <summary>It is being installed, or its installation was killed.</summary>
    PendingInstall,

    /// <summary>It is being upgraded to, or the upgrade was killed.</summary>
    PendingUpgrade,

    /// <summary>It is being rolled back to, or the rollback was killed.</summary>
    PendingRollback,
}

namespace PathToProd.Host.Targets.Pools;

/// <summary>What a target has to do with pools of environments.</summary>
internal enum PoolUse
{
    /// <summary>It works in no environment, or only in one that is named.</summary>
    None,

    /// <summary>It shows pools, and leases nothing.</summary>
    Shows,

    /// <summary>It looks at an environment, and may lease one for that: <c>--environment=pool:ci</c>.</summary>
    Looks,

    /// <summary>It changes an environment, and may lease one for that. One of a pool is leased also when it is named.</summary>
    Changes,

    /// <summary>It brings an environment to whole sets: all that is there is deployed again or removed. Else as <see cref="Changes"/>.</summary>
    BringsToSets,

    /// <summary>As <see cref="BringsToSets"/>, and it leases by itself, once it knows whether it needs an environment, and which is near.</summary>
    BringsToSetsOnceReady,

    /// <summary>It changes an environment that is named, which is leased when it is of a pool.</summary>
    ChangesNamed,
}

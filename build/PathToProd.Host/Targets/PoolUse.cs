namespace PathToProd.Host.Targets;

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

    /// <summary>It changes an environment that is named, which is leased when it is of a pool.</summary>
    ChangesNamed,
}

namespace PathToProd.Model.Pools;

/// <summary>What <c>pools</c> in <c>platform.yaml</c> says of one pool of environments.</summary>
public sealed record PoolSettings
{
    /// <summary>What holds of a pool of which nothing is said.</summary>
    public static PoolSettings Default { get; } = new();

    /// <summary>After how many failures in a row an environment is quarantined. Default: 3.</summary>
    public int QuarantineAfter { get; init; } = 3;

    /// <summary>
    /// The environment whose cluster keeps the pool's record, where ledgers are kept in clusters. Null, the default, for the first of the pool by name.
    /// </summary>
    public string? RecordsIn { get; init; }
}

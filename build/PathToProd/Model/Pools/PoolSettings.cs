namespace PathToProd.Model.Pools;

/// <summary>What <c>pools</c> in <c>platform.yaml</c> says of one pool of environments.</summary>
public sealed record PoolSettings
{
    /// <summary>What holds of a pool of which nothing is said.</summary>
    public static PoolSettings Default { get; } = new();

    /// <summary>After how many failures in a row an environment is quarantined. Default: 3.</summary>
    public int QuarantineAfter { get; init; } = 3;

    /// <summary>How long a run may give no sign of life before others count it as gone. Null, the default, for the lease of the ledger's locks.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>
    /// The environment whose cluster keeps the pool's record, where ledgers are kept in clusters. Null, the default, for the first of the pool by name.
    /// </summary>
    public string? RecordsIn { get; init; }
}

using System.Collections.Immutable;
using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Pools;

/// <summary>What <c>pools</c> in <c>platform.yaml</c> must look like.</summary>
internal static class PoolShape
{
    private static readonly Key<int> QuarantineAfter = new(
        "quarantine-after",
        new IntegerShape(1, 100),
        "After how many failures in a row an environment of the pool is quarantined."
    )
    {
        Fallback = PoolSettings.Default.QuarantineAfter,
        Default = PoolSettings.Default.QuarantineAfter,
    };

    private static readonly Key<TimeLimit?> Lease = new(
        "lease",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration)!,
        "How long a run may give no sign of life before others count it as gone. Without it, lease of ledger, which is 1m unless said."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> RecordsIn = new(
        "records-in",
        new TextShape<string>(TextFormats.Name)!,
        "The environment whose cluster keeps the pool's record, where ledgers are kept in clusters. Without it, the first of the pool by name."
    )
    {
        Fallback = null,
    };

    public static readonly Key<Named<PoolSettings>[]> Pools = new(
        "pools",
        new MapShape<PoolSettings>(
            "a pool",
            TextFormats.Name,
            new ObjectShape<PoolSettings>(
                fields => new PoolSettings
                {
                    QuarantineAfter = fields.Get(QuarantineAfter),
                    Lease = fields.Get(Lease)?.Value,
                    RecordsIn = fields.Get(RecordsIn),
                },
                QuarantineAfter,
                Lease,
                RecordsIn
            )
        ),
        "Pools of environments that runs lease: ci: { quarantine-after: 5 }. An environment says pool: ci to be in it."
    )
    {
        Fallback = [],
    };

    public static ImmutableSortedDictionary<string, PoolSettings> ByName(Named<PoolSettings>[] pools) =>
        pools.ToImmutableSortedDictionary(pool => pool.Name, pool => pool.Value, StringComparer.Ordinal);
}

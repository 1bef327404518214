using PathToProd.Decisions.Leases;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>The record of a pool in the Git repository that holds the ledgers.</summary>
/// <param name="store">The repository.</param>
/// <param name="pool">The pool.</param>
internal sealed class GitPool(GitStore store, string pool) : IPoolStore
{
    private readonly string _name = $"refs/path-to-prod/pools/{pool}";
    private readonly GitRecord _record = new(
        store,
        $"refs/path-to-prod/pools/{pool}",
        "pool.json",
        $"The record of the pool {pool}"
    );

    public string Place => $"{_name} in {store.Remote}";

    public string Advice =>
        "Check the ledger's remote in platform.yaml and the network, then run the same command again.";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    public (string? Text, string? Position) Look() => _record.Look();

    public WriteOutcome Write(string? position, string text, string message, string who, DateTimeOffset now)
    {
        // Of two pushes at once the second is wasted. Nothing depends on it.
        using var turn = store.Turn();
        return _record.Write(position, text, message, who, now);
    }
}

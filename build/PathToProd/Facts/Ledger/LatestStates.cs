using System.Collections.Immutable;

namespace PathToProd.Facts.Ledger;

/// <summary>What is there now in several environments, as far as their ledgers could be read.</summary>
/// <param name="Known">The environments whose ledgers answered, in the order in which they were asked for.</param>
/// <param name="Unread">The others: of them nothing is known.</param>
public sealed record LatestStates(ImmutableArray<LedgerState> Known, ImmutableArray<UnreadLedger> Unread);

/// <summary>A ledger that could not be read, so that nothing is known of its environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Because">The whole message, with what to do about it.</param>
public sealed record UnreadLedger(string Environment, string Because)
{
    /// <summary>A sentence for each.</summary>
    public static string Text(IEnumerable<UnreadLedger> ledgers) =>
        string.Join('\n', ledgers.Select(ledger => $"{ledger}"));

    /// <inheritdoc />
    public override string ToString() => $"Nothing is known of {Environment}. {Because}";
}

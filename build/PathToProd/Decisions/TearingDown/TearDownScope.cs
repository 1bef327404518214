using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.TearingDown;

/// <summary>What of an environment is removed, in the versions that run there.</summary>
public static class TearDownScope
{
    /// <summary>What is there, or may be, by name.</summary>
    public static ImmutableSortedDictionary<string, SetMember> Members(LedgerState ledger) =>
        ledger
            .Components.Values.Select(state => state.Member)
            .OfType<SetMember>()
            .ToImmutableSortedDictionary(member => member.Component, member => member, StringComparer.Ordinal);

    /// <summary>Why it is not known what to remove; null when it is.</summary>
    public static string? Refusal(LedgerState ledger) => InProgress(ledger) ?? InDoubt(ledger);

    /// <summary>What another run is at may become anything.</summary>
    private static string? InProgress(LedgerState ledger)
    {
        var why = ledger
            .Components.Values.Select(state => state.Presence)
            .OfType<Presence.Unknown>()
            .Where(presence => presence.Because.Outcome == AttemptOutcome.InProgress)
            .Select(presence => AttemptWriter.Write(presence.Because))
            .ToArray();
        return why.Length == 0
            ? null
            : $"Because {Prose.Clauses(why)}, {ledger.Environment} cannot be torn down now, and nothing was touched. "
                + "Wait for that to end, or end it, then run this again.";
    }

    private static string? InDoubt(LedgerState ledger)
    {
        var why = ledger
            .Components.Values.Where(state => state.Presence is Presence.InDoubt && state.Member is null)
            .Select(state =>
                DoubtWriter.Write(state.Component, ledger.Environment, ((Presence.InDoubt)state.Presence).Because)
            )
            .ToArray();
        if (why.Length == 0 && ledger.DoubtOfAll is { } doubt && ledger.Components.IsEmpty)
        {
            why = [DoubtWriter.Line(doubt)];
        }

        return why.Length == 0
            ? null
            : $"Because {Prose.Clauses(why)}, it is not known what to remove from {ledger.Environment}, and nothing was touched. "
                + "Restore those lines from the ledger's history, or deploy these components again and run this again.";
    }

    /// <summary>Why what was found before the environment was locked no longer holds; null when it does.</summary>
    /// <param name="before">What was to be removed.</param>
    /// <param name="ledger">What the ledger says now that no one else can change it.</param>
    public static string? Changed(IEnumerable<SetMember> before, LedgerState ledger)
    {
        var now = Members(ledger);
        var then = before.ToImmutableSortedDictionary(one => one.Component, one => one, StringComparer.Ordinal);
        string[] changed =
        [
            .. now
                .Keys.Union(then.Keys, StringComparer.Ordinal)
                .Where(name => now.GetValueOrDefault(name) != then.GetValueOrDefault(name))
                .Order(StringComparer.Ordinal),
        ];
        return changed.Length == 0
            ? null
            : $"Because another run has changed {Prose.List(changed)} in {ledger.Environment} meanwhile, nothing was touched. "
                + "Look at what runs there now, and run this again if you still mean it.";
    }
}

using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>What a ledger says about one environment now, component by component.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Components">The components that were ever attempted, by name.</param>
public sealed record LedgerState(string Environment, ImmutableSortedDictionary<string, ComponentState> Components)
{
    /// <summary>The last attempt on each group or whole version set, by the unit's name.</summary>
    public ImmutableSortedDictionary<string, UnitAttempt> Units { get; init; } =
        ImmutableSortedDictionary<string, UnitAttempt>.Empty;

    /// <summary>Those of <see cref="Units"/> that still say something: each until all its members were deployed or removed in another way since.</summary>
    public IEnumerable<UnitAttempt> CurrentUnits =>
        Units.Values.Where(unit =>
            unit.Started.Members.Any(member =>
                !Components.TryGetValue(member.Component, out var state)
                || state.Unit?.Started.Attempt == unit.Started.Attempt
            )
        );

    /// <summary>The last line that may be about any component, which leaves also those in doubt that no line names; null if none.</summary>
    public LedgerDoubt? DoubtOfAll { get; init; }

    /// <summary>The lines of the ledger that were ignored, and why.</summary>
    public ImmutableArray<Problem> Ignored { get; init; } = [];

    /// <summary>The state of a component; one that was never attempted has nothing there, when every line can be read.</summary>
    public ComponentState this[string component] =>
        Components.GetValueOrDefault(component)
        ?? (
            DoubtOfAll is { } doubt
                ? ComponentState.Never(component, Environment).After(doubt)
                : ComponentState.Never(component, Environment)
        );

    /// <summary>Adds up a history.</summary>
    public static LedgerState From(DeploymentHistory history) => Along(history, [history.Attempts.Length]).Single();

    /// <summary>Adds up a history, and gives what it said at several of its moments.</summary>
    /// <param name="history">The history.</param>
    /// <param name="moments">After how many of its attempts, in ascending order, each once.</param>
    public static IEnumerable<LedgerState> Along(DeploymentHistory history, IEnumerable<int> moments)
    {
        var components = ImmutableSortedDictionary.CreateBuilder<string, ComponentState>(StringComparer.Ordinal);
        var unitsById = history.Units.ToDictionary(unit => unit.Started.Attempt, StringComparer.Ordinal);
        LedgerDoubt? doubtOfAll = null;
        var doubts = new Queue<LedgerDoubt>(history.Doubts);
        var units = new Queue<UnitAttempt>(history.Units);
        var at = 0;
        foreach (var moment in moments)
        {
            for (; at < moment; at++)
            {
                TakeDoubts();
                TakeUnits();
                var attempt = history.Attempts[at];
                // By its name, as entries of several machines may be in another order than they were written.
                var unit = attempt.Started.Unit is { } part ? unitsById.GetValueOrDefault(part.Attempt) : null;
                components[attempt.Started.Component] = Before(attempt.Started.Component).After(attempt, unit);
            }

            TakeDoubts();
            if (moment == history.Attempts.Length)
            {
                // Before that, what starts here belongs to the next attempt.
                TakeUnits();
            }

            yield return new LedgerState(history.Environment, components.ToImmutable())
            {
                Units = history
                    .Units.Take(history.Units.Length - units.Count)
                    .GroupBy(unit => unit.Started.Unit, StringComparer.Ordinal)
                    .ToImmutableSortedDictionary(unit => unit.Key, unit => unit.Last(), StringComparer.Ordinal),
                DoubtOfAll = doubtOfAll,
                Ignored = history.Ignored,
            };
        }

        void TakeDoubts()
        {
            while (doubts.TryPeek(out var next) && next.After <= at)
            {
                Doubt(doubts.Dequeue());
            }
        }

        void TakeUnits()
        {
            while (units.TryPeek(out var next) && next.After <= at)
            {
                Unit(units.Dequeue());
            }
        }

        void Unit(UnitAttempt unit)
        {
            foreach (var member in unit.Started.Members)
            {
                if (components.TryGetValue(member.Component, out var state))
                {
                    components[member.Component] = state with { Unit = unit };
                }
            }
        }

        void Doubt(LedgerDoubt doubt)
        {
            doubtOfAll = doubt.Component is null ? doubt : doubtOfAll;
            foreach (var component in doubt.Component is { } one ? [one] : components.Keys.ToArray())
            {
                components[component] = Before(component).After(doubt);
            }
        }

        ComponentState Before(string component) =>
            components.GetValueOrDefault(component) ?? ComponentState.Never(component, history.Environment);
    }

    /// <summary>Adds up a ledger; the parameters are those of <see cref="DeploymentHistory.From(string, LedgerReading, Func{LedgerEntry.Started, bool}?, Func{LedgerEntry.UnitStarted, bool}?)"/>.</summary>
    public static LedgerState From(
        string environment,
        LedgerReading reading,
        Func<LedgerEntry.Started, bool>? inProgress = null,
        Func<LedgerEntry.UnitStarted, bool>? isUnitInProgress = null
    ) => From(DeploymentHistory.From(environment, reading, inProgress, isUnitInProgress));

    /// <summary>Adds up the entries of a ledger of which every line can be read.</summary>
    public static LedgerState From(
        string environment,
        IEnumerable<LedgerEntry> entries,
        Func<LedgerEntry.Started, bool>? inProgress = null
    ) => From(DeploymentHistory.From(environment, entries, inProgress));
}

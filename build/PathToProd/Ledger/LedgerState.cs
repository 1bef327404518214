using System.Collections.Immutable;

namespace PathToProd.Ledger;

/// <summary>What a ledger says about one environment now, component by component.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Components">The components that were ever attempted, by name.</param>
public sealed record LedgerState(string Environment, ImmutableSortedDictionary<string, ComponentState> Components)
{
    /// <summary>The state of a component; one that was never attempted has nothing there.</summary>
    public ComponentState this[string component] =>
        Components.GetValueOrDefault(component) ?? ComponentState.Never(component, Environment);

    /// <summary>Adds up a history.</summary>
    public static LedgerState From(DeploymentHistory history)
    {
        var components = ImmutableSortedDictionary.CreateBuilder<string, ComponentState>(StringComparer.Ordinal);
        foreach (var attempt in history.Attempts)
        {
            var component = attempt.Started.Component;
            var before =
                components.GetValueOrDefault(component) ?? ComponentState.Never(component, history.Environment);
            components[component] = before.After(attempt);
        }

        return new LedgerState(history.Environment, components.ToImmutable());
    }

    /// <summary>Adds up the entries of a ledger; the parameters are those of <see cref="DeploymentHistory.From"/>.</summary>
    public static LedgerState From(
        string environment,
        IEnumerable<LedgerEntry> entries,
        Func<LedgerEntry.Started, bool>? inProgress = null
    ) => From(DeploymentHistory.From(environment, entries, inProgress));
}

using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets;

/// <summary>Shows what runs where.</summary>
internal static class StatusTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new("Status", "shows what runs where", "It reads the ledgers, and calls no cluster.", Option.Selection)
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var asked = Ledgers.Components(invocation);
        var components = asked ?? [.. invocation.Model.Components.Keys];
        var states = Ledgers
            .Histories(invocation)
            .Select(LedgerState.From)
            .Select(state => asked is null ? state : Only(state, asked))
            .ToArray();
        return new Report
        {
            Text = style => StatusReport.Text(states, components, style, invocation.Clock.GetUtcNow()),
            Json = () => StatusReport.Json(states, components),
        };
    }

    private static LedgerState Only(LedgerState state, string[] components) =>
        state with
        {
            Components = state.Components.RemoveRange(state.Components.Keys.Except(components)),
            Units = state.Units.RemoveRange(
                state
                    .Units.Where(unit =>
                        !unit.Value.Started.Members.Any(member => components.Contains(member.Component))
                    )
                    .Select(unit => unit.Key)
            ),
        };
}

using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Drift;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Shows what runs where.</summary>
internal static class StatusTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Status",
            "shows what runs where",
            "It reads the ledgers, and what Drift found last, and calls no cluster but one that keeps a ledger. It can also write --output=markdown.",
            Option.Selection
        )
        {
            Run = Run,
            Formats = HostTarget.PageFormats,
        };

    // What is read and written of one component in one environment.
    private const int BytesOfOne = 8 << 10;

    private static Report Run(Invocation invocation)
    {
        var now = invocation.Clock.GetUtcNow();
        var asked = Ledgers.Components(invocation);
        var components = asked ?? [.. invocation.Model.Components.Keys];
        LateGarbage.WhileMaking((long)components.Length * invocation.Model.DeployableEnvironments.Count() * BytesOfOne);
        var latest = Ledgers.Latest(invocation);
        var states = asked is null
            ? latest
            : latest with
            {
                Known = [.. latest.Known.Select(state => Only(state, asked))],
            };
        var looks = DriftRecords.Finder(invocation.Workspace);
        return new Report
        {
            Text = style => StatusReport.Text(states, components, style, now, looks),
            LargeJson = output => StatusReport.Json(states, components, looks, output),
            Markdown = () => StatusReport.Markdown(states, components, now, looks),
            ExitCode = states.Unread.IsEmpty ? ExitCode.Done : ExitCode.Failed,
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

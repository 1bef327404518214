using PathToProd.Facts.Ledger;
using PathToProd.Facts.Status;
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
            "It reads the ledgers, and what Drift found last, and calls no cluster but one that keeps a ledger. Of environments on the path to production it "
                + "also shows what they should run and why, and what stops the next set until when, as far as that is known without asking monitoring: Gates "
                + "asks it.",
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
        var asked = invocation.NamedComponents;
        var components = asked ?? [.. invocation.Model.Components.Keys];
        LateGarbage.WhileMaking((long)components.Length * invocation.Model.DeployableEnvironments.Count() * BytesOfOne);
        // Where components are named, it is asked about them, and not about what an environment should run.
        using var path = asked is null ? PromotionView.IfThere(invocation) : null;
        var environments = path is null ? [] : path.WithThoseLookedAt(invocation.NamedEnvironments);
        var seen = environments.Count == 0 ? null : path!.Look(environments);
        var latest = Ledgers.Latest(invocation, seen);
        var standings = seen is null ? [] : path!.Standings(invocation.NamedEnvironments, seen);
        var states = asked is null
            ? latest
            : latest with
            {
                Known = [.. latest.Known.Select(state => Only(state, asked))],
            };
        var looks = DriftRecords.Finder(invocation.Workspace);
        return new Report
        {
            Text = style => StatusReport.Text(states, components, style, now, looks, standings),
            LargeJson = output => StatusReport.Json(states, components, looks, output, standings),
            Markdown = () => StatusReport.Markdown(states, components, now, looks, standings),
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

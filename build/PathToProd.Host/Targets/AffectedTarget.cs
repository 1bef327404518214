using PathToProd.Decisions.Affected;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets;

/// <summary>Shows what a change touches.</summary>
internal static class AffectedTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Affected",
            "shows what a change touches: which components, where, and why",
            "Everything since HEAD branched off REF counts, including uncommitted changes; see docs/affected.md.",
            [Option.Since, Option.Depth, Option.Environment]
        )
        {
            Formats = ["text", "json", "csv"],
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var (since, commit, components) = invocation.Affected;
        return new Report
        {
            Text = style => AffectedReport.Text(components, since, commit, style, invocation.IsVerbose),
            Csv = () => AffectedReport.Csv(components),
            Json = () => AffectedReport.Json(components, since, commit),
        };
    }

    /// <summary>True when a target that only reports is asked about affected components, and there are none.</summary>
    public static bool IsNothing(Invocation invocation, HostTarget? target) =>
        target?.Run is not null
        && target.Accepted.Contains(Option.Since)
        && !invocation.IsJson
        && invocation.Arguments[Option.Component] == Arguments.Affected
        && invocation.Selected.IsEmpty;
}

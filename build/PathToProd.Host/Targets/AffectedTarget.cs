using PathToProd.Decisions.Affected;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets;

/// <summary>Shows what a change touches.</summary>
internal static class AffectedTarget
{
    public static void Run(Invocation invocation)
    {
        var (since, commit, components) = invocation.Affected;
        invocation.Output.Write(
            invocation.IsJson
                ? AffectedReport.Json(components, since, commit)
                : AffectedReport.Text(components, since, commit, invocation.Style, invocation.IsVerbose)
        );
    }

    /// <summary>True when a target that only reports is asked about affected components, and there are none.</summary>
    public static bool IsNothing(Invocation invocation, TargetHelp? target) =>
        target?.Run is not null
        && !invocation.IsJson
        && invocation.Arguments[Option.Component] == Arguments.Affected
        && invocation.Selected.IsEmpty;
}

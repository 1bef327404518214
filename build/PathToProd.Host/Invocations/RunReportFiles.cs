using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>The files of <c>--report</c> for a run of components.</summary>
internal static class RunReportFiles
{
    /// <summary>Reads where they go, and removes what an earlier run left there.</summary>
    /// <exception cref="PlatformException">A name says no format, or nothing can be written there: all problems at once.</exception>
    public static ReportFiles<RunResult> Of(Invocation invocation) =>
        ReportFiles<RunResult>.Of(invocation, (".xml", JUnitReport.Write), (".json", RunSummary.Json));
}

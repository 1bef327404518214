using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations.Traces;
using PathToProd.Model.Components;

namespace PathToProd.Host.Invocations.Views;

/// <summary>Decides how a run is shown: a table on a terminal, lines elsewhere, and events beside them for programs.</summary>
internal static class RunViews
{
    /// <summary>How often what is shown is brought up to date.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="invocation">What was asked, and where it goes.</param>
    /// <param name="target">What is run.</param>
    /// <param name="environment">For which environment.</param>
    /// <param name="names">Of all components that lines may be about.</param>
    /// <param name="selected">How many components were asked for.</param>
    /// <param name="showsUnchanged">Whether a stage that had nothing to do gets a line too.</param>
    public static IRunView[] Of(
        Invocation invocation,
        RunTarget target,
        string environment,
        IEnumerable<string> names,
        int selected,
        bool showsUnchanged = true
    )
    {
        var width = 0;
        foreach (var name in names)
        {
            width = Math.Max(width, name.Length);
        }

        var isQuiet = "quiet".Equals(invocation.Arguments[Option.Verbosity], StringComparison.OrdinalIgnoreCase);
        var lines = new StageLine(invocation.Style, width);
        var fold = new ComponentFold(invocation.Terminal.Ci, target, environment, invocation.Style, lines);
        IRunView people =
            invocation.Terminal.CanRewrite && !invocation.IsVerbose && !isQuiet
                ? new TableView(invocation, target, environment, lines, selected > 1, showsUnchanged)
                : new LineView(invocation, lines, fold, isQuiet, showsUnchanged);
        var views = new List<IRunView> { people };
        if (invocation.Format == "events")
        {
            views.Add(new EventView(invocation));
        }

        if (RunTraces.View() is { } traces)
        {
            views.Add(traces);
        }

        return [.. views];
    }
}

using System.Text;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Progress;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations.Views;

/// <summary>
/// Shows a run on a terminal by a table that stays in place. Messages, and what went wrong, are written above it and stay; of a run of
/// one component so is each stage that ended.
/// </summary>
internal sealed class TableView(
    Invocation invocation,
    RunTarget target,
    string environment,
    StageLine lines,
    bool isMany,
    bool showsUnchanged
) : IRunView
{
    /// <summary>Drawing takes at most one part of so many of the time, unless that would leave a picture for too long.</summary>
    private const int Share = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly LiveArea _area = new(invocation.Progress);
    private readonly LastLines _lastLines = new();
    private readonly long _begin = invocation.Clock.GetTimestamp();
    private RunProgress _progress = RunProgress.Nothing;
    private bool _isMany = isMany;
    private TimeSpan _nextPicture;

    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        var text = new StringBuilder();
        foreach (var happening in happenings)
        {
            _progress = _progress.With(happening, Now);
            if (Line(happening) is { } line)
            {
                text.Append(line).Append('\n');
            }
        }

        Above(text.ToString());
    }

    public void Expect(ExpectedRun expected)
    {
        _progress = _progress with { Expected = expected };
        _isMany |= expected.Graph.Count > 1;
        Tick();
    }

    public void Ended(NodeResult result)
    {
        if (_isMany && result.Error is not null && result.Outcome != NodeOutcome.Cancelled)
        {
            Above(RunSummary.Part(result, target, environment, invocation.Style) + "\n");
        }

        if (result.Outcome.IsSuccess())
        {
            _lastLines.Forget(result.Component);
        }
    }

    public void Say(string text) => Above($"{Printable.Message(text)}\n");

    public void Print(string component, string text) => Above($"{Printable.Lines(text).TrimEnd('\n')}\n");

    public IOutputSink ToolOutput(string component) => _lastLines.Of(component);

    public void Tick()
    {
        var start = Now;
        if (start < _nextPicture)
        {
            return;
        }

        var (columns, rows) = Terminal.Size();
        var style = invocation.Style with { Width = columns };
        _area.Show(RunTable.Lines(_progress with { LastLines = _lastLines.Now }, style, rows, start), columns);

        // A picture of ten thousand components takes its time, which the run needs more.
        var pause = Share * (Now - start);
        _nextPicture = start + (pause < Longest ? pause : Longest);
    }

    public void Dispose() => _area.Show([], Terminal.Size().Columns);

    private TimeSpan Now => invocation.Clock.GetElapsedTime(_begin);

    private void Above(string text)
    {
        if (text.Length > 0)
        {
            _area.Above(text, Terminal.Size().Columns);
        }
    }

    private string? Line(JournalEvent happening) => _isMany ? null : lines.Ended(happening, showsUnchanged);
}

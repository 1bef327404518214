using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations.Views;

/// <summary>Has what happens shown.</summary>
internal sealed class RunObserver : IRunObserver, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Messages _messages;
    private readonly IRunView[] _views;
    private readonly ITimer _timer;
    private bool _isDisposed;

    /// <param name="invocation">Says where to.</param>
    /// <param name="views">The ways to show it.</param>
    public RunObserver(Invocation invocation, params IRunView[] views)
    {
        _views = views;
        _messages = invocation.Messages;
        _messages.Instead = Say;
        _timer = invocation.Clock.CreateTimer(_ => Tick(), state: null, RunViews.Pause, RunViews.Pause);
    }

    public void Observe(JournalEvent happening)
    {
        StageMarks.Leave(happening);
        lock (_gate)
        {
            ShowHeld(view => view.Observe([happening]));
        }
    }

    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        lock (_gate)
        {
            ShowHeld(view => view.Observe(happenings));
        }
    }

    public void Expect(ExpectedRun expected) => Show(view => view.Expect(expected));

    public void Ended(NodeResult result) => Show(view => view.Ended(result));

    public void ToolEnded(string component, string stage, CommandResult tool, DateTimeOffset at) =>
        Show(view => view.ToolEnded(component, stage, tool, at));

    public ImmutableDictionary<string, string?> ToolEnvironment(string component, string stage)
    {
        var variables = ImmutableDictionary<string, string?>.Empty;
        Show(view => variables = variables.SetItems(view.ToolEnvironment(component, stage)));
        return variables;
    }

    public void Say(string text) => Show(view => view.Say(text));

    public void Print(string component, string text) => Show(view => view.Print(component, text));

    public IOutputSink ToolOutput(string component)
    {
        var sinks = _views.Select(view => view.ToolOutput(component)).OfType<IOutputSink>().ToArray();
        return sinks.Length switch
        {
            0 => NoSink.Instance,
            1 => sinks[0],
            _ => new SeveralSinks(sinks),
        };
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _messages.Instead = null;
                Array.ForEach(_views, view => view.Dispose());
            }
        }
    }

    private void Tick() => Show(view => view.Tick());

    private void Show(Action<IRunView> show)
    {
        lock (_gate)
        {
            ShowHeld(show);
        }
    }

    private void ShowHeld(Action<IRunView> show)
    {
        // A tick, or a message of a thread that is not waited for, may come when all is over.
        if (!_isDisposed)
        {
            Array.ForEach(_views, show);
        }
    }
}

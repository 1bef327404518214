using PathToProd.Facts.Runs;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Invocations;

/// <summary>
/// Shows that long work goes on: on a terminal one line that is always up to date, elsewhere a line for each stage that
/// has been running for another half a minute.
/// </summary>
internal sealed class RunningStages : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly TextWriter _terminal;
    private readonly int? _width;
    private readonly TimeProvider _clock;
    private readonly Lock _gate;
    private readonly ITimer _timer;
    private bool _isShown;

    /// <param name="terminal">Where the lines go.</param>
    /// <param name="width">How wide a line is that can be taken back there; null where none can.</param>
    /// <param name="clock">Measures how long stages have been running.</param>
    /// <param name="gate">Held while writing there.</param>
    public RunningStages(TextWriter terminal, int? width, TimeProvider clock, Lock gate)
    {
        _terminal = terminal;
        _width = width;
        _clock = clock;
        _gate = gate;
        _timer = clock.CreateTimer(_ => Tick(), state: null, Second, Second);
    }

    /// <summary>Takes note of what starts and ends. The gate is held.</summary>
    public void Observe(JournalEvent happening)
    {
        switch (happening)
        {
            case JournalEvent.StageStarted started:
                _running[started.Component] = new Running(started.Stage, _clock.GetTimestamp(), Reminder);
                break;
            case JournalEvent.StageEnded ended:
                _running.Remove(ended.Component);
                break;
        }
    }

    /// <summary>Takes the line back, so that another can be written. The gate is held.</summary>
    public void Hide()
    {
        if (_isShown)
        {
            _terminal.Write("\r\e[K");
            _isShown = false;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            Hide();
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_width is { } width)
            {
                Hide();
                Show(width);
            }
            else
            {
                Remind();
            }

            _terminal.Flush();
        }
    }

    private void Show(int width)
    {
        if (_running.Count == 0)
        {
            return;
        }

        var stages = _running.Select(pair => $"{pair.Key} {pair.Value.Stage} {Duration.Text(Elapsed(pair.Value))}");
        var line = string.Join("   ", stages);
        _terminal.Write(TextWidth.Shorten(line, width - 1));
        _isShown = true;
    }

    private void Remind()
    {
        foreach (var (component, running) in _running.ToArray())
        {
            if (Elapsed(running) >= running.NextReminder)
            {
                _terminal.WriteLine(
                    $"{component} {running.Stage} has been running for {Duration.Text(running.NextReminder)}"
                );
                _running[component] = running with { NextReminder = running.NextReminder + Reminder };
            }
        }
    }

    private TimeSpan Elapsed(Running running)
    {
        var elapsed = _clock.GetElapsedTime(running.Start);
        return TimeSpan.FromSeconds(Math.Floor(elapsed.TotalSeconds));
    }

    private sealed record Running(string Stage, long Start, TimeSpan NextReminder);
}

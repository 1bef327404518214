using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Invocations.Views;

/// <summary>Says that long work goes on: once for each half a minute that a stage has been running.</summary>
internal sealed class RunningStages(TimeProvider clock)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Takes note of what starts and ends.</summary>
    public void Observe(JournalEvent happening)
    {
        switch (happening)
        {
            case JournalEvent.StageStarted started:
                _running[started.Component] = new Running(started.Stage, clock.GetTimestamp(), Reminder);
                break;
            case JournalEvent.StageEnded ended:
                _running.Remove(ended.Component);
                break;
        }
    }

    /// <summary>The lines that are due.</summary>
    public IEnumerable<string> Reminders()
    {
        foreach (var (component, running) in _running.ToArray())
        {
            if (clock.GetElapsedTime(running.Start) >= running.NextReminder)
            {
                _running[component] = running with { NextReminder = running.NextReminder + Reminder };
                yield return $"{component} {running.Stage} has been running for {Duration.Text(running.NextReminder)}";
            }
        }
    }

    private sealed record Running(string Stage, long Start, TimeSpan NextReminder);
}

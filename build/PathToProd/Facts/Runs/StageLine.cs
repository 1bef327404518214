using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>The line that people read when something happened in a run, with the component in front.</summary>
/// <param name="style">How tones are shown.</param>
/// <param name="nameWidth">How wide names of components are.</param>
public sealed class StageLine(Style style, int nameWidth)
{
    /// <summary>The line of a stage that starts.</summary>
    public string Started(JournalEvent.StageStarted started) => $"{Name(started.Component)}  {started.Stage} starts";

    /// <summary>The line of something that ended; null when it is not worth one.</summary>
    /// <param name="happening">What happened.</param>
    /// <param name="showsUnchanged">Whether a stage that had nothing to do gets a line too.</param>
    public string? Ended(JournalEvent happening, bool showsUnchanged = true) =>
        happening switch
        {
            JournalEvent.StageRetried retried =>
                $"{Name(retried.Component)}  {retried.Stage, -8} {style.Show(Printable.Message(retried.Text), Tone.Warning)}",
            JournalEvent.StageEnded { Result.Outcome: StageOutcome.Skipped } => null,
            JournalEvent.StageEnded { Result.Outcome: StageOutcome.Unchanged } when !showsUnchanged => null,
            JournalEvent.StageEnded ended => Stage(ended.Component, ended.Result),
            JournalEvent.NodeEnded { Cause: { } cause } ended =>
                $"{Name(ended.Component)}  {style.Show("not run", Tone.Warning)}: {Printable.Message(cause)}",
            _ => null,
        };

    /// <summary>What comes before a line of a component's tools.</summary>
    public string Prefix(string component) => $"{Name(component)} | ";

    private string Stage(string component, StageResult stage)
    {
        var (word, tone) = stage.Outcome switch
        {
            StageOutcome.Failed => ("failed", Tone.Bad),
            StageOutcome.Unchanged => ("unchanged", Tone.Quiet),
            _ => ("done", Tone.Good),
        };
        var time = Duration.Text(stage.Duration);
        return $"{Name(component)}  {stage.Name, -8} {style.Show(word, tone)} {style.Show(time, Tone.Quiet)}";
    }

    private string Name(string component) => component.PadRight(nameWidth);
}

using PathToProd.Formats.Json;

namespace PathToProd.Facts.Runs;

/// <summary>What happens in a run as lines for programs, each a JSON object; what is written of it to the journal is another matter.</summary>
public static class RunEvents
{
    /// <summary>The line of something that happened, without a line break; null for the end of a run, which only its result tells.</summary>
    public static string? Line(JournalEvent happening) => Part(happening) is { } part ? Write(part) : null;

    /// <summary>The line of a message.</summary>
    /// <param name="at">When.</param>
    /// <param name="component">The component whose text it is; null for one of the run itself.</param>
    /// <param name="text">The text, secrets hidden.</param>
    public static string Message(DateTimeOffset at, string? component, string text) =>
        Write(new MessagePart(at.ToUniversalTime(), component, text));

    /// <summary>The line of a line that a tool printed.</summary>
    public static string Output(DateTimeOffset at, string component, string text) =>
        Write(new OutputPart(at.ToUniversalTime(), component, text));

    /// <summary>The last line: the whole run.</summary>
    public static string Result(DateTimeOffset at, RunResult result) =>
        Write(new RunEndedPart(at.ToUniversalTime(), RunDocument.Of(result)));

    private static IRunEventDocument? Part(JournalEvent happening)
    {
        var at = happening.At.ToUniversalTime();
        return happening switch
        {
            JournalEvent.RunStarted run => new RunStartedPart(at, run.Run.ToString(), run.Target, run.Environment),
            JournalEvent.NodeStarted node => new ComponentStartedPart(at, node.Component),
            JournalEvent.StageStarted stage => new StageStartedPart(at, stage.Component, stage.Stage),
            JournalEvent.StageEnded { Result: var stage } ended => new StageEndedPart(
                at,
                ended.Component,
                stage.Name,
                stage.Outcome,
                stage.Duration.InSeconds(),
                stage.Note,
                stage.LogFile
            ),
            JournalEvent.StageRetried retried => new MessagePart(at, retried.Component, retried.Text),
            JournalEvent.NodeEnded node => new ComponentEndedPart(at, node.Component, node.Outcome, node.Cause),
            _ => null,
        };
    }

    private static string Write(IRunEventDocument part) => JsonReport.Line(part, RunJson.Default.IRunEventDocument);
}

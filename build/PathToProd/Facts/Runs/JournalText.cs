using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>The journal's format: JSON Lines with a checksum each, as the ledger's.</summary>
public static class JournalText
{
    /// <summary>The event as one line, without the line break.</summary>
    public static string Write(JournalEvent happened) =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("event", Name(happened));
            writer.WriteTime("at", happened.At);
            WriteFields(writer, happened);
        });

    /// <summary>Reads a whole journal.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file's name in problems.</param>
    public static JournalReading Read(string text, string file = "journal.jsonl")
    {
        var problems = new List<Problem>();
        var events = JsonLines.Read(text, file, (line, _) => ReadEvent(line), problems);
        return new JournalReading(events, [.. problems]);
    }

    private static string Name(JournalEvent happened) =>
        happened switch
        {
            JournalEvent.RunStarted => "run-started",
            JournalEvent.NodeStarted => "node-started",
            JournalEvent.StageStarted => "stage-started",
            JournalEvent.StageRetried => "stage-retried",
            JournalEvent.StageEnded => "stage-ended",
            JournalEvent.NodeEnded => "node-ended",
            JournalEvent.RunCancelled => "run-cancelled",
            _ => "run-ended",
        };

    private static void WriteFields(Utf8JsonWriter writer, JournalEvent happened)
    {
        switch (happened)
        {
            case JournalEvent.RunStarted started:
                writer.WriteString("run", started.Run.ToString());
                writer.WriteString("target", started.Target);
                writer.WriteString("environment", started.Environment);
                AskedText.Write(writer, started.Asked);
                writer.WriteText(KeptFormat.Product, started.Product);
                break;
            case JournalEvent.NodeStarted started:
                writer.WriteString("component", started.Component);
                break;
            case JournalEvent.StageStarted started:
                writer.WriteString("component", started.Component);
                writer.WriteString("stage", started.Stage);
                break;
            case JournalEvent.StageRetried retried:
                writer.WriteString("component", retried.Component);
                writer.WriteString("stage", retried.Stage);
                writer.WriteNumber("attempt", retried.Attempt);
                writer.WriteNumber("attempts", retried.Attempts);
                writer.WriteSeconds("delay", retried.Delay);
                writer.WriteString("because", retried.Because);
                break;
            case JournalEvent.StageEnded { Result: var result } ended:
                writer.WriteString("component", ended.Component);
                writer.WriteString("stage", result.Name);
                writer.WriteString("outcome", OutcomeNames.Of(result.Outcome));
                writer.WriteSeconds("seconds", result.Duration);
                writer.WriteText("note", result.Note);
                writer.WriteText("log", result.LogFile);
                break;
            case JournalEvent.NodeEnded ended:
                writer.WriteString("component", ended.Component);
                writer.WriteString("outcome", OutcomeNames.Of(ended.Outcome));
                writer.WriteText("cause", ended.Cause);
                break;
            case JournalEvent.RunEnded ended:
                writer.WriteNumber("exitCode", (int)ended.ExitCode);
                break;
        }
    }

    private static JournalEvent ReadEvent(JsonElement line)
    {
        KeptFormat.Check(line);
        var at = line.Time("at");
        return line.Text("event") switch
        {
            "run-started" => new JournalEvent.RunStarted(
                at,
                RunId.TryParse(line.Text("run"), out var run) ? run : throw new FormatException("names no run"),
                line.Text("target"),
                line.Text("environment")
            )
            {
                Asked = AskedText.Read(line),
                Product = line.OptionalText(KeptFormat.Product),
            },
            "node-started" => new JournalEvent.NodeStarted(at, line.Text("component")),
            "stage-started" => new JournalEvent.StageStarted(at, line.Text("component"), line.Text("stage")),
            "stage-retried" => new JournalEvent.StageRetried(
                at,
                line.Text("component"),
                line.Text("stage"),
                line.Number("attempt"),
                line.Number("attempts"),
                line.Seconds("delay"),
                line.Text("because")
            ),
            "stage-ended" => new JournalEvent.StageEnded(
                at,
                line.Text("component"),
                new StageResult(
                    line.Text("stage"),
                    line.Seconds("seconds"),
                    OutcomeNames.Stage(line.Text("outcome")),
                    line.OptionalText("note"),
                    line.OptionalText("log")
                )
            ),
            "node-ended" => new JournalEvent.NodeEnded(
                at,
                line.Text("component"),
                OutcomeNames.Node(line.Text("outcome")),
                line.OptionalText("cause")
            ),
            "run-cancelled" => new JournalEvent.RunCancelled(at),
            "run-ended" => new JournalEvent.RunEnded(at, (ExitCode)line.Number("exitCode")),
            var other => throw new FormatException($"has an event \"{other}\", which is not known"),
        };
    }
}

/// <summary>What a journal's file holds.</summary>
/// <param name="Events">The whole lines, in the order of the file.</param>
/// <param name="Problems">The lines that were ignored, and why.</param>
public sealed record JournalReading(ImmutableArray<JournalEvent> Events, ImmutableArray<Problem> Problems);

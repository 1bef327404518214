using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>The properties of an attempt in reports for programs.</summary>
internal static class AttemptJson
{
    public static void Write(Utf8JsonWriter writer, Attempt attempt)
    {
        var started = attempt.Started;
        writer.WriteString("action", started.Action == LedgerAction.Deploy ? "deploy" : "destroy");
        writer.WriteString("outcome", Name(attempt.Outcome));
        writer.WriteString("version", started.Version.ToString());
        writer.WriteString("digest", started.Digest);
        writer.WriteString("run", started.Run);
        writer.WriteString("who", started.Who);
        writer.WriteText("commit", started.Commit);
        writer.WriteTime("started", started.At);
        if (attempt.Ended is { } ended)
        {
            writer.WriteTime("ended", ended.At);
            writer.WriteSeconds("seconds", ended.Duration);
            writer.WriteText("error", ended.Error);
        }
    }

    private static string Name(AttemptOutcome outcome) =>
        outcome switch
        {
            AttemptOutcome.Succeeded => "succeeded",
            AttemptOutcome.Failed => "failed",
            AttemptOutcome.Cancelled => "cancelled",
            AttemptOutcome.InProgress => "in-progress",
            _ => "interrupted",
        };
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Ledger;

/// <summary>
/// The ledger's format: JSON Lines, oldest first. Each line carries a short checksum, so that a line that a crash tore or
/// a hand changed is reported and ignored, never taken for the truth. Fields that are not known are ignored: a newer version may add some.
/// </summary>
public static class LedgerText
{
    /// <summary>The entry as one line, without the line break.</summary>
    public static string Write(LedgerEntry entry) =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("event", Event(entry));
            writer.WriteString("attempt", entry.Attempt);
            writer.WriteString("run", entry.Run);
            writer.WriteTime("at", entry.At);
            if (entry.Token is { } token)
            {
                writer.WriteNumber("token", token);
            }

            if (entry.Lease is { } lease)
            {
                writer.WriteNumber("lease", lease);
            }

            switch (entry)
            {
                case LedgerEntry.Started started:
                    WriteStarted(writer, started);
                    break;
                case LedgerEntry.Ended ended:
                    WriteEnded(writer, ended);
                    break;
                default:
                    UnitEntryText.Write(writer, entry);
                    break;
            }

            writer.WriteText(KeptFormat.Product, entry.Product);
        });

    /// <summary>Reads a whole ledger.</summary>
    /// <param name="text">The file's text; empty for a ledger that does not exist yet.</param>
    /// <param name="file">The file's name in problems.</param>
    public static LedgerReading Read(string text, string file = "ledger.jsonl") =>
        Read(Encoding.UTF8.GetBytes(text), file);

    /// <summary>The same of its bytes.</summary>
    /// <param name="text">The file, in UTF-8 without a wrong byte.</param>
    /// <param name="file">The file's name in problems.</param>
    public static LedgerReading Read(ReadOnlyMemory<byte> text, string file = "ledger.jsonl")
    {
        var ignored = new List<IgnoredLine>();
        var pairs = new Pairs();
        var read = JsonLines.Read(text, file, (line, _) => pairs.Checked(ReadEntry(line)), ignored);
        return LedgerDoubts.Read(text.Span, read, ignored);
    }

    private static void WriteStarted(Utf8JsonWriter writer, LedgerEntry.Started started)
    {
        writer.WriteString("action", Name(started.Action));
        writer.WriteString("component", started.Component);
        writer.WriteString("environment", started.Environment);
        writer.WriteString("version", started.Version.ToString());
        writer.WriteString("digest", started.Digest.ToString());
        writer.WriteString("values", started.Values.ToString());
        writer.WriteString("who", started.Who);
        writer.WriteText("commit", started.Commit);
        writer.WriteText("set", started.Set);
        writer.WriteText("unit", started.Unit?.Name);
        writer.WriteText("unitAttempt", started.Unit?.Attempt);
        writer.WriteText("plan", started.Plan?.ToString());
        RollbackText.Write(writer, started.Rollback);
    }

    private static void WriteEnded(Utf8JsonWriter writer, LedgerEntry.Ended ended)
    {
        writer.WriteString("outcome", Name(ended.Outcome));
        writer.WriteSeconds("seconds", ended.Duration);
        if (!ended.Outputs.IsEmpty)
        {
            writer.WriteStartObject("outputs");
            foreach (var (name, value) in ended.Outputs)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteTexts("nullOutputs", ended.NullOutputs);
        writer.WriteTexts("sensitiveOutputs", ended.SensitiveOutputs);
        writer.WriteText("deployed", ended.Deployed);
        writer.WriteText("error", ended.Error);
        writer.WriteText("removedLock", ended.RemovedLock);
    }

    private static LedgerEntry ReadEntry(JsonElement line)
    {
        KeptFormat.Check(line);
        return ReadFields(line) with { Product = line.OptionalText(KeptFormat.Product) };
    }

    private static LedgerEntry ReadFields(JsonElement line) =>
        line.Text("event") switch
        {
            "started" => new LedgerEntry.Started
            {
                Attempt = line.Text("attempt"),
                Run = line.Text("run"),
                At = line.Time("at"),
                Token = line.OptionalNumber("token"),
                Lease = line.OptionalNumber("lease"),
                Action = ReadAction(line.Text("action")),
                Component = line.Text("component"),
                Environment = line.Text("environment"),
                Version = ReadVersion(line.Text("version")),
                Digest = new Digest(line.Text("digest")),
                Values = new Digest(line.Text("values")),
                Who = line.Text("who"),
                Commit = line.OptionalText("commit"),
                Set = line.OptionalText("set"),
                Unit = line.OptionalText("unit") is { } unit ? new UnitReference(unit, line.Text("unitAttempt")) : null,
                Plan = line.OptionalText("plan") is { } plan ? new Digest(plan) : null,
                Rollback = RollbackText.Read(line),
            },
            "ended" => new LedgerEntry.Ended
            {
                Attempt = line.Text("attempt"),
                Run = line.Text("run"),
                At = line.Time("at"),
                Token = line.OptionalNumber("token"),
                Lease = line.OptionalNumber("lease"),
                Outcome = ReadOutcome(line.Text("outcome")),
                Duration = line.Seconds("seconds"),
                Outputs = ReadOutputs(line),
                NullOutputs = [.. line.Texts("nullOutputs")],
                SensitiveOutputs = [.. line.Texts("sensitiveOutputs")],
                Deployed = line.OptionalText("deployed"),
                Error = line.OptionalText("error"),
                RemovedLock = line.OptionalText("removedLock"),
            },
            UnitEntryText.StartedEvent => UnitEntryText.ReadStarted(line),
            UnitEntryText.EndedEvent => UnitEntryText.ReadEnded(line),
            var other => throw new FormatException($"has an event \"{other}\", which is not known"),
        };

    private static string Event(LedgerEntry entry) =>
        entry switch
        {
            LedgerEntry.Started => "started",
            LedgerEntry.Ended => "ended",
            LedgerEntry.UnitStarted => UnitEntryText.StartedEvent,
            _ => UnitEntryText.EndedEvent,
        };

    private static ImmutableSortedDictionary<string, JsonNode> ReadOutputs(JsonElement line)
    {
        var outputs = ImmutableSortedDictionary.CreateBuilder<string, JsonNode>(StringComparer.Ordinal);
        if (line.TryGetProperty("outputs", out var values) && values.ValueKind == JsonValueKind.Object)
        {
            foreach (var value in values.EnumerateObject())
            {
                // The document is gone when the value is read, so the value is parsed again. An output that is null is none.
                if (JsonNode.Parse(value.Value.GetRawText()) is { } node)
                {
                    outputs[value.Name] = node;
                }
            }
        }

        return outputs.ToImmutable();
    }

    internal static SemVersion ReadVersion(string text) =>
        SemVersion.TryParse(text, out var version)
            ? version
            : throw new FormatException($"has a version \"{text}\", which is not SemVer");

    internal static string Name(LedgerAction action) => action == LedgerAction.Deploy ? "deploy" : "destroy";

    internal static LedgerAction ReadAction(string text) =>
        text switch
        {
            "deploy" => LedgerAction.Deploy,
            "destroy" => LedgerAction.Destroy,
            _ => throw new FormatException($"has an action \"{text}\", which is not known"),
        };

    internal static string Name(Outcome outcome) =>
        outcome switch
        {
            Outcome.Succeeded => "succeeded",
            Outcome.Cancelled => "cancelled",
            _ => "failed",
        };

    internal static Outcome ReadOutcome(string text) =>
        text switch
        {
            "succeeded" => Outcome.Succeeded,
            "failed" => Outcome.Failed,
            "cancelled" => Outcome.Cancelled,
            _ => throw new FormatException($"has an outcome \"{text}\", which is not known"),
        };

    /// <summary>Refuses an end without a start, and a second start or end of one attempt.</summary>
    private sealed class Pairs
    {
        private readonly HashSet<string> _started = new(StringComparer.Ordinal);
        private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

        public LedgerEntry Checked(LedgerEntry entry) =>
            entry switch
            {
                LedgerEntry.Started or LedgerEntry.UnitStarted when !_started.Add(entry.Attempt) =>
                    throw new FormatException($"starts attempt {entry.Attempt} a second time"),
                LedgerEntry.Ended or LedgerEntry.UnitEnded when !_started.Contains(entry.Attempt) =>
                    throw new FormatException($"ends attempt {entry.Attempt}, which no whole line before it starts"),
                LedgerEntry.Ended or LedgerEntry.UnitEnded when !_ended.Add(entry.Attempt) => throw new FormatException(
                    $"ends attempt {entry.Attempt} a second time"
                ),
                _ => entry,
            };
    }
}

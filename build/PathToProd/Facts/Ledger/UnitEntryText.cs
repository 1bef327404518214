using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>The lines of a ledger about units.</summary>
internal static class UnitEntryText
{
    public const string StartedEvent = "unit-started";
    public const string EndedEvent = "unit-ended";

    public static void Write(Utf8JsonWriter writer, LedgerEntry entry)
    {
        switch (entry)
        {
            case LedgerEntry.UnitStarted started:
                writer.WriteString("action", LedgerText.Name(started.Action));
                writer.WriteString("unit", started.Unit);
                writer.WriteString("environment", started.Environment);
                writer.WriteText("set", started.Set);
                WriteMembers(
                    writer,
                    started.Members,
                    member =>
                    {
                        writer.WriteString("component", member.Component);
                        writer.WriteString("version", member.Version.ToString());
                        writer.WriteText("digest", member.Digest?.ToString());
                    }
                );
                writer.WriteString("who", started.Who);
                writer.WriteText("commit", started.Commit);
                RollbackText.Write(writer, started.Rollback);
                break;
            case LedgerEntry.UnitEnded ended:
                writer.WriteString("outcome", LedgerText.Name(ended.Outcome));
                writer.WriteSeconds("seconds", ended.Duration);
                WriteMembers(
                    writer,
                    ended.Members,
                    member =>
                    {
                        writer.WriteString("component", member.Component);
                        writer.WriteString("outcome", OutcomeNames.Of(member.Outcome));
                        writer.WriteText("digest", member.Digest?.ToString());
                    }
                );
                writer.WriteText("error", ended.Error);
                break;
        }
    }

    public static LedgerEntry.UnitStarted ReadStarted(JsonElement line) =>
        new()
        {
            Attempt = line.Text("attempt"),
            Run = line.Text("run"),
            At = line.Time("at"),
            Token = line.OptionalNumber("token"),
            Lease = line.OptionalNumber("lease"),
            Action = LedgerText.ReadAction(line.Text("action")),
            Unit = line.Text("unit"),
            Environment = line.Text("environment"),
            Set = line.OptionalText("set"),
            Members = Members(
                line,
                member => new UnitMember(
                    member.Text("component"),
                    LedgerText.ReadVersion(member.Text("version")),
                    Digest(member)
                )
            ),
            Who = line.Text("who"),
            Commit = line.OptionalText("commit"),
            Rollback = RollbackText.Read(line),
        };

    public static LedgerEntry.UnitEnded ReadEnded(JsonElement line) =>
        new()
        {
            Attempt = line.Text("attempt"),
            Run = line.Text("run"),
            At = line.Time("at"),
            Token = line.OptionalNumber("token"),
            Lease = line.OptionalNumber("lease"),
            Outcome = LedgerText.ReadOutcome(line.Text("outcome")),
            Duration = line.Seconds("seconds"),
            Members = Members(
                line,
                member => new UnitMemberEnd(
                    member.Text("component"),
                    OutcomeNames.Node(member.Text("outcome")),
                    Digest(member)
                )
            ),
            Error = line.OptionalText("error"),
        };

    private static Digest? Digest(JsonElement member) =>
        member.OptionalText("digest") is { } digest ? new Digest(digest) : null;

    private static void WriteMembers<T>(Utf8JsonWriter writer, ImmutableArray<T> members, Action<T> write)
    {
        writer.WriteStartArray("members");
        foreach (var member in members)
        {
            writer.WriteStartObject();
            write(member);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<T> Members<T>(JsonElement line, Func<JsonElement, T> read) =>
        line.TryGetProperty("members", out var members) && members.ValueKind == JsonValueKind.Array
            ? [.. members.EnumerateArray().Select(read)]
            : throw new FormatException("has no \"members\" that is a list");
}

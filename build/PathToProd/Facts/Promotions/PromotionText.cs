using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>The format of the promotions: JSON Lines, oldest first, each with a checksum. Fields that are not known are ignored.</summary>
public static class PromotionText
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "promotions.jsonl";

    private static readonly (string Event, Type Type, Func<JsonElement, RecordHead, PromotionRecord> Read)[] Kinds =
    [
        ("promoted", typeof(PromotionRecord.Promoted), ReadPromoted),
        ("approved", typeof(PromotionRecord.Approved), ReadApproved),
        ("overridden", typeof(PromotionRecord.Overridden), ReadOverridden),
        ("admitted", typeof(PromotionRecord.Admitted), ReadAdmitted),
        ("frozen", typeof(PromotionRecord.Frozen), ReadFrozen),
        ("unfrozen", typeof(PromotionRecord.Unfrozen), ReadUnfrozen),
        ("held", typeof(PromotionRecord.Held), ReadHeld),
        ("condemned", typeof(PromotionRecord.Condemned), ReadCondemned),
        ("released", typeof(PromotionRecord.Released), ReadReleased),
        ("announced", typeof(PromotionRecord.Announced), ReadAnnounced),
        ("unverified", typeof(PromotionRecord.Unverified), ReadUnverified),
        ("asked", typeof(PromotionRecord.Asked), ReadAsked),
    ];

    /// <summary>The word of a record's kind.</summary>
    public static string Event(PromotionRecord record) =>
        Array.Find(Kinds, kind => kind.Type == record.GetType()).Event;

    /// <summary>What happened, in a few words: <c>staging: promoted to 2026.11.1</c>.</summary>
    public static string Title(PromotionRecord record) =>
        record switch
        {
            PromotionRecord.Promoted promoted =>
                $"{promoted.Environment}: {(promoted.IsBack ? "back" : "promoted")} to {promoted.Set.Name}",
            PromotionRecord.Approved approved =>
                $"{approved.Environment}: {approved.Set.Name} approved{(approved.Commit is null ? "" : $" in commit {ShortCommit.Text(approved.Commit)}")}",
            PromotionRecord.Overridden overridden =>
                $"{overridden.Environment}: {Prose.Count(overridden.Causes.Length, "cause")} accepted for {overridden.Set.Name}",
            PromotionRecord.Admitted admitted =>
                $"{admitted.Environment}: {admitted.Set.Name} let in without a promotion, as its causes were accepted",
            PromotionRecord.Frozen frozen => $"{frozen.Place ?? "the path"}: frozen",
            PromotionRecord.Unfrozen unfrozen => $"{unfrozen.Place ?? "the path"}: freeze ended",
            PromotionRecord.Held held => $"{held.Environment}: held",
            PromotionRecord.Condemned condemned => $"{condemned.Set.Name} condemned",
            PromotionRecord.Released released => $"{released.Environment ?? released.Set!.Name} released",
            PromotionRecord.Announced announced => $"{announced.Environment}: {announced.Set.Name} announced",
            PromotionRecord.Unverified unverified =>
                $"{unverified.Environment}: {unverified.Set.Name} replaced before it was verified",
            PromotionRecord.Asked asked => $"{Prose.List(asked.Environments)}: asked at the time of the schedule",
            _ => throw new InvalidOperationException($"{record} has no title."),
        };

    /// <summary>The record as one line, without the line break.</summary>
    public static string Write(PromotionRecord record) =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("event", Event(record));
            writer.WriteString("id", record.Head.Id);
            writer.WriteTime("at", record.Head.At);
            writer.WriteString("who", record.Head.Who);
            writer.WriteText("reason", record.Head.Reason);
            WriteOwn(writer, record);
            writer.WriteText(KeptFormat.Product, record.Head.Product);
            writer.WriteText("signature", record.Head.Signature);
        });

    /// <summary>Reads all of it.</summary>
    /// <param name="text">The text; empty when there is none yet.</param>
    /// <param name="file">The file's name in problems.</param>
    public static PromotionReading Read(string text, string file = FileName)
    {
        var problems = new List<Problem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var records = JsonLines.Read(
            text,
            file,
            (line, _) =>
                ReadRecord(line) is var record && seen.Add(record.Head.Id)
                    ? record
                    : throw new FormatException($"has the id {record.Head.Id} a second time"),
            problems
        );
        return new PromotionReading(new PromotionHistory(records), [.. problems]);
    }

    private static void WriteOwn(Utf8JsonWriter writer, PromotionRecord record)
    {
        switch (record)
        {
            case PromotionRecord.Promoted promoted:
                writer.WriteString("environment", promoted.Environment);
                WriteSet(writer, "set", promoted.Set);
                WriteSet(writer, "from", promoted.From);
                writer.WriteString("policy", promoted.Policy);
                if (promoted.IsBack)
                {
                    writer.WriteBoolean("back", true);
                }

                WriteCauses(writer, "accepted", promoted.Accepted);
                WriteList(writer, "passedOver", promoted.PassedOver, set => WriteSetFields(writer, set));
                WriteList(
                    writer,
                    "gates",
                    promoted.Gates,
                    gate =>
                    {
                        writer.WriteString("gate", gate.Gate);
                        writer.WriteString("state", gate.State);
                        writer.WriteString("says", gate.Says);
                    }
                );
                break;
            case PromotionRecord.Approved approved:
                writer.WriteString("environment", approved.Environment);
                WriteSet(writer, "set", approved.Set);
                writer.WriteString("policy", approved.Policy.ToString());
                writer.WriteString("plan", approved.Plan.ToString());
                writer.WriteText("commit", approved.Commit);
                break;
            case PromotionRecord.Overridden overridden:
                writer.WriteString("environment", overridden.Environment);
                WriteSet(writer, "set", overridden.Set);
                WriteCauses(writer, "causes", overridden.Causes);
                writer.WriteTime("until", overridden.Until);
                break;
            case PromotionRecord.Admitted admitted:
                writer.WriteString("environment", admitted.Environment);
                WriteSet(writer, "set", admitted.Set);
                WriteCauses(writer, "accepted", admitted.Accepted);
                break;
            case PromotionRecord.Frozen frozen:
                writer.WriteText("place", frozen.Place);
                if (frozen.Until is { } until)
                {
                    writer.WriteTime("until", until);
                }

                break;
            case PromotionRecord.Unfrozen unfrozen:
                writer.WriteText("place", unfrozen.Place);
                break;
            case PromotionRecord.Held held:
                writer.WriteString("environment", held.Environment);
                break;
            case PromotionRecord.Condemned condemned:
                WriteSet(writer, "set", condemned.Set);
                break;
            case PromotionRecord.Released released:
                writer.WriteText("environment", released.Environment);
                WriteSet(writer, "set", released.Set);
                break;
            case PromotionRecord.Announced announced:
                writer.WriteString("environment", announced.Environment);
                WriteSet(writer, "set", announced.Set);
                break;
            case PromotionRecord.Unverified unverified:
                writer.WriteString("environment", unverified.Environment);
                WriteSet(writer, "set", unverified.Set);
                break;
            case PromotionRecord.Asked asked:
                writer.WriteStartArray("environments");
                foreach (var environment in asked.Environments)
                {
                    writer.WriteStringValue(environment);
                }

                writer.WriteEndArray();
                break;
        }
    }

    private static PromotionRecord ReadRecord(JsonElement line)
    {
        KeptFormat.Check(line);
        var word = line.Text("event");
        var kind = Array.Find(Kinds, kind => kind.Event == word);
        return kind.Read is null
            ? throw new FormatException($"has an event \"{word}\", which is not known")
            : kind.Read(
                line,
                new RecordHead(
                    line.Text("id"),
                    line.Time("at"),
                    line.Text("who"),
                    line.OptionalText("reason"),
                    line.OptionalText("signature"),
                    line.OptionalText(KeptFormat.Product)
                )
            );
    }

    private static PromotionRecord.Promoted ReadPromoted(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.Text("environment"),
            Set = ReadSet(line, "set"),
            From = OptionalSet(line, "from"),
            Policy = line.Text("policy"),
            IsBack = IsTrue(line, "back"),
            Accepted = ReadList(line, "accepted", ReadCause),
            PassedOver = ReadList(line, "passedOver", SetOf),
            Gates = ReadList(
                line,
                "gates",
                gate => new GateWord(gate.Text("gate"), gate.Text("state"), gate.Text("says"))
            ),
        };

    private static PromotionRecord.Approved ReadApproved(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.Text("environment"),
            Set = ReadSet(line, "set"),
            Policy = new Digest(line.Text("policy")),
            Plan = new Digest(line.Text("plan")),
            Commit = line.OptionalText("commit"),
        };

    private static PromotionRecord.Overridden ReadOverridden(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.Text("environment"),
            Set = ReadSet(line, "set"),
            Causes = ReadList(line, "causes", ReadCause),
            Until = line.Time("until"),
        };

    private static PromotionRecord.Admitted ReadAdmitted(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.Text("environment"),
            Set = ReadSet(line, "set"),
            Accepted = ReadList(line, "accepted", ReadCause),
        };

    private static PromotionRecord.Frozen ReadFrozen(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Place = line.OptionalText("place"),
            Until = line.OptionalText("until") is null ? null : line.Time("until"),
        };

    private static PromotionRecord.Unfrozen ReadUnfrozen(JsonElement line, RecordHead head) =>
        new() { Head = head, Place = line.OptionalText("place") };

    private static PromotionRecord.Held ReadHeld(JsonElement line, RecordHead head) =>
        new() { Head = head, Environment = line.Text("environment") };

    private static PromotionRecord.Condemned ReadCondemned(JsonElement line, RecordHead head) =>
        new() { Head = head, Set = ReadSet(line, "set") };

    private static PromotionRecord.Released ReadReleased(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.OptionalText("environment"),
            Set = OptionalSet(line, "set"),
        };

    private static PromotionRecord.Announced ReadAnnounced(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.Text("environment"),
            Set = ReadSet(line, "set"),
        };

    private static PromotionRecord.Unverified ReadUnverified(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environment = line.Text("environment"),
            Set = ReadSet(line, "set"),
        };

    private static PromotionRecord.Asked ReadAsked(JsonElement line, RecordHead head) =>
        new()
        {
            Head = head,
            Environments = ReadList(
                line,
                "environments",
                name => name.GetString() ?? throw new FormatException("has an environment that is not a name")
            ),
        };

    private static void WriteSet(Utf8JsonWriter writer, string name, SetReference? set)
    {
        if (set is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        WriteSetFields(writer, set);
        writer.WriteEndObject();
    }

    private static void WriteSetFields(Utf8JsonWriter writer, SetReference set)
    {
        writer.WriteString("name", set.Name);
        writer.WriteString("digest", set.Digest.ToString());
    }

    private static void WriteCauses(Utf8JsonWriter writer, string name, ImmutableArray<AcceptedCause> causes) =>
        WriteList(
            writer,
            name,
            causes,
            cause =>
            {
                writer.WriteString("gate", cause.Gate);
                writer.WriteString("about", cause.About);
                writer.WriteBoolean("wasUnknown", cause.WasUnknown);
            }
        );

    private static void WriteList<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<T> ReadList<T>(JsonElement line, string name, Func<JsonElement, T> read) =>
        !line.TryGetProperty(name, out var list) ? []
        : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(read)]
        : throw new FormatException($"has a \"{name}\" that is not a list");

    private static AcceptedCause ReadCause(JsonElement cause) =>
        new(cause.Text("gate"), cause.Text("about"), IsTrue(cause, "wasUnknown"));

    private static bool IsTrue(JsonElement line, string name) =>
        line.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.True;

    private static SetReference ReadSet(JsonElement line, string name) =>
        OptionalSet(line, name) ?? throw new FormatException($"has no \"{name}\"");

    private static SetReference? OptionalSet(JsonElement line, string name) =>
        !line.TryGetProperty(name, out var set) ? null
        : set.ValueKind == JsonValueKind.Object ? SetOf(set)
        : throw new FormatException($"has a \"{name}\" that is not a set");

    private static SetReference SetOf(JsonElement set) => new(set.Text("name"), new Digest(set.Text("digest")));
}

/// <summary>What the file of the promotions holds.</summary>
/// <param name="History">The records that can be read.</param>
/// <param name="Problems">The lines that cannot, and why: one of them may be a hold or a freeze, so they block.</param>
public sealed record PromotionReading(PromotionHistory History, ImmutableArray<Problem> Problems);

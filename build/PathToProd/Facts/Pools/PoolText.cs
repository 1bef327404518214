using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Facts.Leases;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Pools;

/// <summary>A pool's record as one line of JSON with a checksum, so that one that was edited by hand is not believed.</summary>
public static class PoolText
{
    private const string Unknown = "unknown";
    private const string Quarantined = "quarantined";

    /// <summary>The record as one line, without the line break.</summary>
    public static string Write(PoolRecord record) =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("pool", record.Pool);
            writer.WriteNumber("token", record.Token);
            writer.WriteStartArray("tickets");
            foreach (var ticket in record.Tickets)
            {
                Write(writer, ticket);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("members");
            foreach (var (name, member) in record.Members)
            {
                writer.WriteStartObject();
                writer.WriteString("environment", name);
                Write(writer, member);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is not a whole record; the message continues "the record".</exception>
    public static PoolRecord Read(string text)
    {
        if (!JsonLine.TryRead(text.TrimEnd('\n'), out var document, out var wrong))
        {
            throw new FormatException(wrong);
        }

        using (document)
        {
            var line = document.RootElement;
            return new PoolRecord
            {
                Pool = line.Text("pool"),
                Token = line.LongNumber("token"),
                Tickets = [.. Items(line, "tickets").Select(Ticket)],
                Members = Items(line, "members")
                    .ToImmutableSortedDictionary(member => member.Text("environment"), Member, StringComparer.Ordinal),
            };
        }
    }

    private static void Write(Utf8JsonWriter writer, PoolTicket ticket)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", ticket.Number);
        writer.WriteString("run", ticket.Holder.Run);
        writer.WriteString("who", ticket.Holder.Who);
        writer.WriteTime("since", ticket.Holder.Since);
        writer.WriteText("job", ticket.Holder.Job);
        writer.WriteString("what", ticket.What);
        writer.WriteNumber("wants", ticket.Wants);
        writer.WriteSeconds("seconds", ticket.Duration);
        writer.WriteNumber("renewals", ticket.Renewals);
        if (ticket.RenewedAt is { } renewed)
        {
            writer.WriteTime("renewedAt", renewed);
        }

        writer.WriteStartArray("leases");
        foreach (var lease in ticket.Leases)
        {
            writer.WriteStartObject();
            writer.WriteString("environment", lease.Environment);
            writer.WriteNumber("token", lease.Token);
            writer.WriteTime("at", lease.At);
            Write(writer, lease.Before);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MemberRecord member)
    {
        if (member.Condition != MemberCondition.Known)
        {
            writer.WriteString("condition", member.Condition == MemberCondition.Unknown ? Unknown : Quarantined);
        }

        writer.WriteText("because", member.Because);
        if (member.Since is { } since)
        {
            writer.WriteTime("conditionSince", since);
        }

        if (member.Failures > 0)
        {
            writer.WriteNumber("failures", member.Failures);
        }

        writer.WriteText("set", member.Set?.Name);
        writer.WriteText("digest", member.Set?.Digest.ToString());
    }

    private static PoolTicket Ticket(JsonElement line) =>
        new()
        {
            Number = line.LongNumber("number"),
            Holder = new LeaseHolder(line.Text("run"), line.Text("who"), line.Time("since"), line.OptionalText("job")),
            What = line.Text("what"),
            Wants = line.Number("wants"),
            Duration = line.Seconds("seconds"),
            Renewals = line.LongNumber("renewals"),
            RenewedAt = line.OptionalText("renewedAt") is null ? null : line.Time("renewedAt"),
            Leases =
            [
                .. Items(line, "leases")
                    .Select(lease => new EnvironmentLease(
                        lease.Text("environment"),
                        lease.LongNumber("token"),
                        lease.Time("at"),
                        Member(lease)
                    )),
            ],
        };

    private static MemberRecord Member(JsonElement line) =>
        new()
        {
            Condition = line.OptionalText("condition") switch
            {
                null => MemberCondition.Known,
                Unknown => MemberCondition.Unknown,
                Quarantined => MemberCondition.Quarantined,
                var other => throw new FormatException($"has a \"condition\" that this program does not know: {other}"),
            },
            Because = line.OptionalText("because"),
            Since = line.OptionalText("conditionSince") is null ? null : line.Time("conditionSince"),
            Failures = (int)(line.OptionalNumber("failures") ?? 0),
            Set =
                line.OptionalText("set") is { } name && line.OptionalText("digest") is { } digest
                    ? new SetThere(name, new Digest(digest))
                    : null,
        };

    private static JsonElement.ArrayEnumerator Items(JsonElement line, string name) =>
        line.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : throw new FormatException($"has no \"{name}\" that is a list");
}

using PathToProd.Formats.Json;

namespace PathToProd.Facts.Leases;

/// <summary>A lease's record as one line of JSON with a checksum, so that one that was edited by hand is not believed.</summary>
public static class LeaseText
{
    /// <summary>The record as one line, without the line break.</summary>
    public static string Write(LeaseRecord record) =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("key", record.Key);
            writer.WriteNumber("token", record.Token);
            writer.WriteSeconds("seconds", record.Duration);
            writer.WriteNumber("renewals", record.Renewals);
            if (record.Holder is { } holder)
            {
                writer.WriteString("run", holder.Run);
                writer.WriteString("who", holder.Who);
                writer.WriteTime("since", holder.Since);
                writer.WriteText("job", holder.Job);
            }
        });

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is not a whole record; the message continues "the lease".</exception>
    public static LeaseRecord Read(string text)
    {
        if (!JsonLine.TryRead(text.TrimEnd('\n'), out var document, out var wrong))
        {
            throw new FormatException(wrong);
        }

        using (document)
        {
            var line = document.RootElement;
            return new LeaseRecord
            {
                Key = line.Text("key"),
                Token = line.LongNumber("token"),
                Duration = line.Seconds("seconds"),
                Renewals = line.LongNumber("renewals"),
                Holder = line.OptionalText("run") is { } run
                    ? new LeaseHolder(run, line.Text("who"), line.Time("since"), line.OptionalText("job"))
                    : null,
            };
        }
    }
}

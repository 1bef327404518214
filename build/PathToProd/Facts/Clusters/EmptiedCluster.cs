using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Clusters;

/// <summary>What removals found in the cluster of an environment, kept as the cluster itself may be gone when that is asked for.</summary>
/// <param name="Run">The last run that was at it.</param>
/// <param name="At">When.</param>
/// <param name="IsEmpty">Whether all that is in the cluster was removed.</param>
/// <param name="Remains">What may still cost money.</param>
public sealed record EmptiedCluster(string Run, DateTimeOffset At, bool IsEmpty, ImmutableArray<Remainder> Remains)
{
    /// <summary>The record as a line with a checksum, without a line break.</summary>
    public string Write() =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("run", Run);
            writer.WriteTime("at", At);
            writer.WriteBoolean("empty", IsEmpty);
            writer.WriteStartArray("remains");
            foreach (var one in Remains)
            {
                writer.WriteStartObject();
                writer.WriteString("kind", one.Kind.ToString());
                writer.WriteString("what", one.What);
                writer.WriteString("why", one.Why);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is damaged, which says nothing.</summary>
    public static EmptiedCluster? Read(string text)
    {
        if (!JsonLine.TryRead(text.TrimEnd('\n'), out var document, out _))
        {
            return null;
        }

        using (document)
        {
            try
            {
                var line = document.RootElement;
                return new EmptiedCluster(
                    line.Text("run"),
                    line.Time("at"),
                    line.GetProperty("empty").GetBoolean(),
                    [
                        .. line.GetProperty("remains")
                            .EnumerateArray()
                            .Select(one => new Remainder(
                                Enum.Parse<RemainderKind>(one.Text("kind")),
                                one.Text("what"),
                                one.Text("why")
                            )),
                    ]
                );
            }
            catch (Exception exception)
                when (exception
                        is FormatException
                            or ArgumentException
                            or JsonException
                            or KeyNotFoundException
                            or InvalidOperationException
                )
            {
                return null; // Of another version of this program.
            }
        }
    }
}

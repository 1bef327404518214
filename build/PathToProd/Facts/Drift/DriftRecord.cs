using System.Text.Json;
using PathToProd.Facts.Ledger;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Drift;

/// <summary>What the last look at a component in an environment found.</summary>
/// <param name="Verdict">Whether it drifted.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Run">The run of the deployment that it was compared with; null when there was none.</param>
/// <param name="Digest">The artifact of that deployment; null when there was none.</param>
/// <param name="Findings">How many things differed.</param>
public sealed record DriftRecord(DriftVerdict Verdict, DateTimeOffset At, string? Run, Digest? Digest, int Findings)
{
    /// <summary>Whether it says something about what is there now: it was made since the deployment that the ledger has last.</summary>
    public bool IsAbout(ComponentState state) =>
        state.Presence is Presence.Deployed { Deployment: var there } && (Run, Digest) == (there.Run, there.Digest);

    /// <summary>The record as a line with a checksum, without a line break.</summary>
    public string Write() =>
        JsonLine.Write(writer =>
        {
            writer.WriteString("verdict", Verdict.ToString());
            writer.WriteTime("at", At);
            writer.WriteText("run", Run);
            writer.WriteText("digest", Digest?.ToString());
            writer.WriteNumber("findings", Findings);
        });

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is damaged, which says nothing.</summary>
    public static DriftRecord? Read(string text)
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
                return Enum.TryParse<DriftVerdict>(line.Text("verdict"), out var verdict)
                    ? new DriftRecord(
                        verdict,
                        line.Time("at"),
                        line.OptionalText("run"),
                        line.OptionalText("digest") is { } digest ? new Digest(digest) : null,
                        line.GetProperty("findings").GetInt32()
                    )
                    : null;
            }
            catch (Exception exception)
                when (exception is FormatException or JsonException or KeyNotFoundException or InvalidOperationException
                )
            {
                return null; // Of another version of this program.
            }
        }
    }
}

using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>The lines of a ledger as they stand, whether they can be read or not.</summary>
public static class LedgerLines
{
    /// <summary>
    /// The lines of several files as one file, in the order of their times, as <see cref="LedgerReadings.Merged"/> has their entries. Each file
    /// keeps its own order, and a line that cannot be read its place among the others.
    /// </summary>
    public static string Merged(IEnumerable<string> texts) =>
        string.Concat(texts.SelectMany(Timed).OrderBy(line => line.At).Select(line => line.Text + "\n"));

    private static IEnumerable<(DateTimeOffset At, string Text)> Timed(string text)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var one in text.Split('\n'))
        {
            var line = one.TrimEnd('\r');
            latest = TimeOf(line) is { } time && time > latest ? time : latest;
            if (line.Length > 0)
            {
                yield return (latest, line);
            }
        }
    }

    private static DateTimeOffset? TimeOf(string line)
    {
        if (!JsonLine.TryRead(line, out var document, out _))
        {
            return null;
        }

        using (document)
        {
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("at", out var at)
                && at.ValueKind == JsonValueKind.String
                && at.TryGetDateTimeOffset(out var time)
                ? time
                : null;
        }
    }
}

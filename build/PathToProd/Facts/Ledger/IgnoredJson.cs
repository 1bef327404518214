using System.Text.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>The lines of a ledger that were ignored, in reports for programs; an empty list says that every line counts.</summary>
internal static class IgnoredJson
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<Problem> ignored)
    {
        writer.WriteStartArray("ignoredLines");
        foreach (var problem in ignored)
        {
            writer.WriteStartObject();
            writer.WriteString("file", problem.Where?.File);
            writer.WriteNumber("line", problem.Where?.Line ?? 0);
            writer.WriteString("what", problem.What);
            writer.WriteString("fix", problem.Fix);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

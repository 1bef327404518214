using System.Text;
using System.Text.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>What can be read of a line that is not whole: its fields from the first on, until it is torn.</summary>
/// <param name="IsEnd">Whether it ends an attempt; false also when that cannot be read.</param>
/// <param name="Event">What the line is; null when the line is torn before.</param>
/// <param name="Attempt">The attempt; null when the line is torn before.</param>
/// <param name="Component">The component; null when the line is torn before, and in an end, which names none.</param>
/// <param name="Environment">The environment; null as the component.</param>
internal sealed record TornEntry(bool IsEnd, string? Event, string? Attempt, string? Component, string? Environment)
{
    /// <summary>Whether it is about a unit, whose members have lines of their own; false also when that cannot be read.</summary>
    public bool IsOfUnit { get; private init; }

    // The event is the first field of every line, so a few letters of it are enough.
    private const string StartOfEnd = "{\"event\":\"e";
    private const string StartOfUnit = "{\"event\":\"u";

    public static TornEntry Read(string line)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        // A piece of a line is not final: a text that is torn is not a text, and what follows is not asked for.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line), isFinalBlock: false, default);
        try
        {
            string? name = null;
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.GetString();
                }
                else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.String && name is not null)
                {
                    fields.TryAdd(name, reader.GetString()!);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The damage begins here. What stands before it is as it was written.
        }

        return new TornEntry(
            line.StartsWith(StartOfEnd, StringComparison.Ordinal)
                && fields.GetValueOrDefault("event", "ended") == "ended",
            fields.GetValueOrDefault("event"),
            fields.GetValueOrDefault("attempt"),
            fields.GetValueOrDefault("component"),
            fields.GetValueOrDefault("environment")
        )
        {
            // A merge may join a line to a torn one.
            IsOfUnit =
                line.StartsWith(StartOfUnit, StringComparison.Ordinal)
                && line.LastIndexOf("{\"event\":", StringComparison.Ordinal) == 0,
        };
    }
}

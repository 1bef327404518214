using System.Text.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Monitoring;

/// <summary>What a server of monitoring answered, before it is known whether that is an answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">What the server calls the body; empty when it does not say.</param>
/// <param name="Body">The body.</param>
/// <param name="At">The time by the server's own clock.</param>
public sealed record MonitoringAnswer(int Status, string MediaType, string Body, DateTimeOffset At)
{
    private const int Ok = 200;
    private const int LongestMessage = 300;

    /// <summary>The JSON of a good answer.</summary>
    /// <exception cref="FormatException">It is none: why, as a clause about the server, such as <c>answered 503</c>.</exception>
    internal JsonElement Json()
    {
        if (Status is >= 300 and < 400)
        {
            throw new FormatException($"answered {Status}: it sends to another address, which may be a login");
        }

        var json = Parse();
        if (Status != Ok)
        {
            throw new FormatException($"answered {Status}{Why(json)}");
        }

        return json
            ?? throw new FormatException(
                string.IsNullOrWhiteSpace(Body) ? "answered nothing"
                : IsPage ? "answered with a page (HTML), as a login or a proxy does"
                : "answered with text that is not JSON"
            );
    }

    /// <summary>Reads a good answer.</summary>
    /// <exception cref="FormatException">It is none, or of another form.</exception>
    internal T Read<T>(Func<JsonElement, T> read)
    {
        var json = Json();
        try
        {
            return read(json);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new FormatException($"answered with JSON that {Clause(exception)}", exception);
        }
    }

    private static string Clause(Exception exception) =>
        exception is FormatException ? exception.Message : "has another form than it should have";

    private bool IsPage =>
        MediaType.Contains("html", StringComparison.OrdinalIgnoreCase) || Body.TrimStart().StartsWith('<');

    /// <summary>What an error says of itself. Only what servers of this kind write is shown: a page may hold anything.</summary>
    private static string Why(JsonElement? json)
    {
        var text = json switch
        {
            { ValueKind: JsonValueKind.Object } error
                when (error.TryGetProperty("error", out var message) || error.TryGetProperty("message", out message))
                    && message.ValueKind == JsonValueKind.String => message.GetString()!,
            { ValueKind: JsonValueKind.String } error => error.GetString()!,
            _ => "",
        };
        return text.Length == 0 ? "" : $": {Short(text)}";
    }

    /// <summary>A server's own text, in one line that is not endless.</summary>
    internal static string Short(string text)
    {
        var line = Printable.Line(Prose.FirstLine(text)).TrimEnd('.');
        return line.Length > LongestMessage ? line[..LongestMessage] + "..." : line;
    }

    private JsonElement? Parse()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Said by what asks.
            return null;
        }
    }
}

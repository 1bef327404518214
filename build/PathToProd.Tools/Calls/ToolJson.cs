using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Tools.Calls;

/// <summary>Reads a tool's JSON, and says what was expected and what came when it is something else.</summary>
internal static class ToolJson
{
    private const int Excerpt = 200;

    /// <summary>Parses the output of a call and reads a value from it.</summary>
    /// <param name="call">The call that printed it.</param>
    /// <param name="output">What it printed.</param>
    /// <param name="expected">What should have come, such as <c>a list of releases</c>.</param>
    /// <param name="read">Reads the value; null, or an exception of reading a JSON node, means that it is not there.</param>
    /// <exception cref="PlatformException">The output is not JSON, or not of the expected shape.</exception>
    public static T Read<T>(ToolCall call, string output, string expected, Func<JsonNode, T?> read)
        where T : class
    {
        string reason;
        try
        {
            if (JsonNode.Parse(output) is not { } node)
            {
                reason = "it is null";
            }
            else if (read(node) is { } value)
            {
                return value;
            }
            else
            {
                reason = "it is JSON of another shape";
            }
        }
        catch (JsonException exception)
        {
            reason = $"it stops being JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            reason = "it is JSON of another shape";
        }

        throw new PlatformException(ExitCode.Failed, Message(call, output, expected, reason));
    }

    /// <summary>The text of a key; null when it is not there or not text.</summary>
    public static string? Text(this JsonNode? node, string key) =>
        (node as JsonObject)?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The number of a key; 0 when it is not there, and also read when written as text.</summary>
    public static int Number(this JsonNode? node, string key) =>
        (node as JsonObject)?[key] is not JsonValue value ? 0
        : value.TryGetValue<int>(out var number) ? number
        : int.TryParse(node.Text(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out number) ? number
        : 0;

    /// <summary>Whether a key is there and true.</summary>
    public static bool IsTrue(this JsonNode? node, string key) =>
        (node as JsonObject)?[key] is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    /// <summary>The time of a key, in RFC 3339; null when it is not there or none.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, string key) =>
        DateTimeOffset.TryParse(node.Text(key), CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string Message(ToolCall call, string output, string expected, string reason) =>
        $"{call.Name} did not print {expected} as JSON: {reason}.\n  {Came(call, output)}\n"
        + "Check the tool's version with the target Doctor, and that no wrapper or plugin prints on its standard output.";

    private static string Came(ToolCall call, string output)
    {
        var text = output.Trim();
        if (text.Length == 0)
        {
            return "what came: nothing";
        }

        // What starts like JSON is JSON that broke off or changed: of a sensitive call it may hold the secrets themselves.
        return call.IsSensitive && text[0] is '{' or '['
            ? $"what came: {text.Length} characters, not shown because they may hold secrets"
            : $"what came: {text[..Math.Min(Excerpt, text.Length)].ReplaceLineEndings(" ")}";
    }
}

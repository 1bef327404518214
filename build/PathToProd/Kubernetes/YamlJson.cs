using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Reporting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Kubernetes;

/// <summary>Turns YAML into JSON by YAML's core schema: plain scalars are null, Boolean, number or string.</summary>
public static class YamlJson
{
    /// <summary>Reads one document that is a map; null, and a problem, when it is not.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where a problem is added.</param>
    /// <param name="firstLine">The line of the file at which the text starts.</param>
    public static JsonObject? Read(string text, string file, ICollection<Problem> problems, int firstLine = 1)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var node = stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode);
            if (node is null or JsonObject)
            {
                return (JsonObject?)node;
            }

            problems.Add(
                new Problem(
                    new SourcePosition(file, firstLine, 1),
                    "the document is not a map",
                    "write keys and values, such as apiVersion: v1"
                )
            );
        }
        catch (YamlException exception)
        {
            var at = new SourcePosition(file, firstLine + (int)exception.Start.Line - 1, (int)exception.Start.Column);
            problems.Add(
                new Problem(
                    at,
                    $"the document is not YAML: {exception.Message.TrimEnd('.')}",
                    "correct it there or just above"
                )
            );
        }

        return null;
    }

    private static JsonNode? Convert(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(child =>
                    KeyValuePair.Create(((YamlScalarNode)child.Key).Value ?? "", Convert(child.Value))
                )
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => null,
        };

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text),
        };
    }

    private static JsonValue Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return JsonValue.Create(whole);
        }

        var isNumber = char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.';
        return isNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? JsonValue.Create(real)
            : JsonValue.Create(text);
    }
}

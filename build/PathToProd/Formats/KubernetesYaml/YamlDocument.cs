using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Formats.KubernetesYaml;

/// <summary>One document that is a map.</summary>
/// <param name="Source">The text that it was read from.</param>
/// <param name="FirstLine">The line of the file at which that text starts, from 1.</param>
/// <param name="Root">Its parts, with their places in that text.</param>
/// <param name="Json">What kubectl and Helm make of it.</param>
internal sealed record YamlDocument(string Source, int FirstLine, YamlNode.Map Root, JsonObject Json)
{
    /// <summary>The text that says this document and nothing else, once a line break follows it.</summary>
    public string Text { get; init; } = WithoutEmptyLines(Source, Root, Json);

    /// <summary>Where a part stands in the file.</summary>
    public SourcePosition At(string file, YamlNode node) => At(file, FirstLine, node.Where);

    /// <summary>Null when the text holds no document, or, with a problem, when Kubernetes would not take it.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where a problem is added.</param>
    /// <param name="firstLine">The line of the file at which the text starts.</param>
    public static YamlDocument? Read(string text, string file, ICollection<Problem> problems, int firstLine = 1)
    {
        try
        {
            return Characters.FirstForbidden(text) is >= 0 and var at
                ? throw Forbidden(text, at)
                : Read(text, firstLine);
        }
        catch (YamlSyntaxException exception)
        {
            problems.Add(new Problem(At(file, firstLine, exception.Where), exception.Message, exception.Fix));
            return null;
        }
    }

    private static SourcePosition At(string file, int firstLine, Mark where) =>
        new(file, firstLine + where.Line, where.Column + 1);

    /// <summary>Empty lines around a document mean nothing, unless it ends with a block of text that keeps them.</summary>
    private static string WithoutEmptyLines(string text, YamlNode.Map root, JsonObject json)
    {
        var trimmed = text.Trim('\n');
        return root.End <= text.TrimEnd('\n').Length + 1 || Says($"{trimmed}\n", json) ? trimmed
            : text.EndsWith('\n') ? text[..^1]
            : text;
    }

    private static bool Says(string text, JsonObject json) =>
        new Parser(text).Document() is { } root && JsonNode.DeepEquals(new NodeJson().Of(root), json);

    private static YamlDocument? Read(string text, int firstLine)
    {
        var root = new Parser(text).Document();
        var json = root is null ? null : new NodeJson().Of(root);
        return json switch
        {
            null => null,
            JsonObject map => new YamlDocument(text, firstLine, (YamlNode.Map)root!, map),
            _ => throw new YamlSyntaxException(
                root!.Where,
                "the document is not a map",
                "write keys and values, such as apiVersion: v1"
            ),
        };
    }

    private static YamlSyntaxException Forbidden(string text, int at)
    {
        var cursor = new Cursor(text);
        while (cursor.Index < at)
        {
            if (Characters.IsBreak(cursor.Current))
            {
                cursor.TakeBreak();
            }
            else
            {
                cursor.Skip();
            }
        }

        return text[at] == '\uFFFD'
            ? new YamlSyntaxException(cursor.Here, "the text is not UTF-8", "save the file as UTF-8")
            : new YamlSyntaxException(
                cursor.Here,
                $"the control character U+{(int)text[at]:X4} cannot be in YAML",
                "remove it; in double quotes it can be written as an escape"
            );
    }
}

using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Formats.Yaml;

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
            Characters.RefuseForbidden(text);
            return Read(text, firstLine);
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
        RootOf(text) is { } root && JsonNode.DeepEquals(new NodeJson().Of(root), json);

    /// <summary>kubectl and Helm would not look at what follows a document, so it would go unnoticed.</summary>
    private static YamlNode? RootOf(string text)
    {
        var parser = new Parser(text, YamlLimits.Kubernetes);
        var root = parser.Document();
        return parser.Rest() is { } where
            ? throw new YamlSyntaxException(
                where,
                "Kubernetes ignores this and all that follows, as the document ends above",
                "begin the next document with ---, or check the indentation"
            )
            : root;
    }

    private static YamlDocument? Read(string text, int firstLine)
    {
        var root = RootOf(text);
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
}

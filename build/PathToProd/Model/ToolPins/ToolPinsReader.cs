using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>Reads the pins of tools: Path to Prod's own, and what a platform's <c>tools.yaml</c> says over them, key by key.</summary>
public static class ToolPinsReader
{
    /// <summary>A platform's own pins, beside <c>platform.yaml</c>.</summary>
    public const string PlatformFile = "tools.yaml";

    private static readonly MapShape<ToolPin> Tools = new("a tool", ToolFormats.Program, new ToolShape());

    /// <summary>Reads the text of one file; what is wrong is added to <paramref name="problems"/> and left out.</summary>
    /// <param name="file">The file's path, as problems should name it.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="problems">Gets every problem, in the order of the file.</param>
    public static PinnedTools Read(string file, string text, ICollection<Problem> problems) =>
        Read(file, text, null, problems);

    /// <summary>Reads Path to Prod's pins with a platform's over them.</summary>
    /// <param name="file">The path of Path to Prod's own file, as problems should name it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="platform">The text of the platform's <c>tools.yaml</c>; null when it has none.</param>
    /// <param name="problems">Gets every problem, in the order of the files.</param>
    public static PinnedTools Read(string file, string text, string? platform, ICollection<Problem> problems)
    {
        var found = new List<Problem>();
        var pins = Read(YamlReader.Read(file, text, found), Own(platform, found), found);
        foreach (var problem in found.OrderBy(problem => problem.Where))
        {
            problems.Add(problem);
        }

        return pins;
    }

    private static PinnedTools Read(ValueNode? product, ValueNode.Map own, List<Problem> problems)
    {
        var node = product is ValueNode.Map map ? ValueTree.Merge(map, own) with { Where = map.Where } : product;
        if (node is null || problems.Count > 0 || !Tools.TryRead(node, "tools", problems, out var tools))
        {
            return new PinnedTools([]);
        }

        problems.AddRange(OwnVersions.ProblemsIn(own, (ValueNode.Map)node));
        return problems.Count > 0
            ? new PinnedTools([])
            : new PinnedTools([
                .. tools.Select(tool => tool.Value with { Name = tool.Name, OwnKeys = KeysOf(tool.Name, own) }),
            ]);
    }

    private static ValueNode.Map Own(string? text, List<Problem> problems)
    {
        switch (text is null ? null : YamlReader.Read(PlatformFile, text, problems))
        {
            case ValueNode.Map map:
                return map;
            case { } other and not ValueNode.Scalar { Kind: ScalarKind.Nothing }:
                problems.Add(
                    new Problem(
                        other.Where,
                        $"this must be a map of tools, and it is {other.Noun}",
                        "write `helm:` and its keys, as docs/tools.md shows"
                    )
                );
                break;
        }

        return ValueNode.Map.Empty;
    }

    private static ImmutableArray<OwnKey> KeysOf(string tool, ValueNode.Map own) =>
        own.Find(tool)?.Value is ValueNode.Map keys
            ? [.. keys.Entries.Select(entry => new OwnKey(entry.Key, entry.KeyWhere))]
            : [];
}

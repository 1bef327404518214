using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>Reads <c>build/tools.yaml</c>.</summary>
public static class ToolPinsReader
{
    private static readonly MapShape<ToolPin> Tools = new("a tool", ToolFormats.Program, new ToolShape());

    /// <summary>Reads the text of the file; what is wrong is added to <paramref name="problems"/> and left out.</summary>
    /// <param name="file">The file's path, as problems should name it.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="problems">Gets every problem, in the order of the file.</param>
    public static PinnedTools Read(string file, string text, ICollection<Problem> problems)
    {
        var found = new List<Problem>();
        var node = YamlReader.Read(file, text, found);
        if (node is null || found.Count > 0 || !Tools.TryRead(node, "tools", found, out var tools))
        {
            tools = [];
        }

        foreach (var problem in found.OrderBy(problem => problem.Where))
        {
            problems.Add(problem);
        }

        return new PinnedTools([.. tools.Select(tool => tool.Value with { Name = tool.Name })]);
    }
}

using System.Collections.Immutable;

namespace PathToProd.ToolPins;

/// <summary>All of <c>build/tools.yaml</c>.</summary>
/// <param name="Tools">The tools, in the order of the file.</param>
public sealed record PinnedTools(ImmutableArray<ToolPin> Tools)
{
    /// <summary>A tool by its name; null when the file has none of that name.</summary>
    public ToolPin? this[string name]
    {
        get
        {
            foreach (var tool in Tools)
            {
                if (tool.Name == name)
                {
                    return tool;
                }
            }

            return null;
        }
    }
}

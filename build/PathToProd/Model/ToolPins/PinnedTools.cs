using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>All of <c>build/tools.yaml</c>.</summary>
/// <param name="Tools">The tools, in the order of the file.</param>
public sealed record PinnedTools(ImmutableArray<ToolPin> Tools)
{
    private const string Signer = "ssh-keygen";

    /// <summary>The same where environments take only what is signed: then what makes and checks signatures is needed by everyone.</summary>
    /// <param name="environments">Their names; with none, nothing changes.</param>
    public PinnedTools WithSignaturesFor(IReadOnlyList<string> environments) =>
        environments.Count == 0
            ? this
            : new PinnedTools([.. Tools.Select(tool => tool.Name == Signer ? DemandedBy(environments, tool) : tool)]);

    private static ToolPin DemandedBy(IReadOnlyList<string> environments, ToolPin tool) =>
        tool with
        {
            Optional = false,
            NeededFor =
                $"{tool.NeededFor}, which {Prose.List([.. environments])} {(environments.Count == 1 ? "demands" : "demand")}",
        };

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

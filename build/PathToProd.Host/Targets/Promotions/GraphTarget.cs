using PathToProd.Decisions.Promotions;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Draws the path.</summary>
internal static class GraphTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Graph",
            "draws the path of promotions",
            "As text, for Mermaid (GitHub and GitLab draw it) or for Graphviz."
        )
        {
            Run = Run,
            Formats = ["text", "json", "mermaid", "dot"],
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var path = view.NeededPath;
        return new Report
        {
            Text = style => GraphReport.Text(path, style),
            Json = () => GraphReport.Json(path),
            Mermaid = () => GraphReport.Mermaid(path),
            Dot = () => GraphReport.Dot(path),
        };
    }
}

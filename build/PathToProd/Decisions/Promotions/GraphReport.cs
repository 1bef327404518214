using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Model.Promotions;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Promotions;

/// <summary>The path as a picture: text, Mermaid, or DOT.</summary>
public static class GraphReport
{
    /// <summary>A line for each step, below those that it comes after.</summary>
    public static string Text(PromotionPath path, Style style)
    {
        var table = new Table("STEP", "AFTER", "ENVIRONMENTS", "POLICY", "GATES");
        foreach (var step in path.Steps)
        {
            table.Add(
                new Cell(step.Name, Tone.Strong),
                string.Join(", ", step.After),
                string.Join(", ", step.Environments),
                step.Policy.Name,
                string.Join(
                    ", ",
                    step.Policy.Gates.Select(gate => gate.Name + (gate.IsInforming ? " (informing)" : ""))
                )
            );
        }

        return table.Write(style);
    }

    /// <summary>A flowchart as GitHub and GitLab draw it.</summary>
    public static string Mermaid(PromotionPath path)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var (number, step) in path.Steps.Index())
        {
            text.Append($"  s{number}[\"{Label(step, "<br>")}\"]\n");
        }

        foreach (var (from, to, label) in Edges(path))
        {
            text.Append(label.Length == 0 ? $"  s{from} --> s{to}\n" : $"  s{from} -->|\"{label}\"| s{to}\n");
        }

        return text.ToString();
    }

    /// <summary>A graph as Graphviz draws it.</summary>
    public static string Dot(PromotionPath path)
    {
        var text = new StringBuilder("digraph path {\n  rankdir=LR\n  node [shape=box]\n");
        foreach (var (number, step) in path.Steps.Index())
        {
            text.Append($"  s{number} [label=\"{Label(step, "\\n")}\"]\n");
        }

        foreach (var (from, to, label) in Edges(path))
        {
            text.Append($"  s{from} -> s{to}{(label.Length == 0 ? "" : $" [label=\"{label}\"]")}\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(PromotionPath path) =>
        JsonReport.Write(
            new GraphDocument([
                .. path.Steps.Select(step => new GraphStepPart(
                    step.Name,
                    step.Environments,
                    step.After,
                    step.Policy.Name.Length == 0 ? null : step.Policy.Name,
                    [
                        .. step.Policy.Gates.Select(gate => new GraphGatePart(
                            gate.Name,
                            gate.Rule.Kind,
                            gate.IsInforming
                        )),
                    ]
                )),
            ]),
            PromotionJson.Default.GraphDocument
        );

    private static string Label(PromotionStep step, string lineBreak) =>
        step.Environments is [var only] && only == step.Name
            ? step.Name
            : $"{step.Name}{lineBreak}{string.Join(lineBreak, step.Environments)}";

    private static IEnumerable<(int From, int To, string Label)> Edges(PromotionPath path)
    {
        var numbers = path.Steps.Index().ToDictionary(one => one.Item.Name, one => one.Index, StringComparer.Ordinal);
        return from step in path.Steps
            from before in step.After
            select (numbers[before], numbers[step.Name], step.Policy.Name);
    }
}

[Description("The path of promotions.")]
internal sealed record GraphDocument(
    [Description("The steps, each after those that it comes after.")] ImmutableArray<GraphStepPart> Steps
);

internal sealed record GraphStepPart(
    string Name,
    ImmutableArray<string> Environments,
    ImmutableArray<string> After,
    string? Policy,
    ImmutableArray<GraphGatePart> Gates
);

internal sealed record GraphGatePart(
    string Name,
    string Kind,
    [Description("Only measured and shown, and never in the way.")] bool Informing
);

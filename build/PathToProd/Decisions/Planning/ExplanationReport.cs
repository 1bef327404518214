using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Sources;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Planning;

/// <summary>Reports why a component is built, tested and deployed, or why not.</summary>
public static class ExplanationReport
{
    private const int Indent = 2;

    /// <summary>The explanation as text: what would run first, then what the digest is made from and where values came from.</summary>
    public static string Text(ComponentExplanation explanation, Style style)
    {
        var text = new StringBuilder();
        text.Append(style.Show($"{explanation.Component} {explanation.Version}", Tone.Strong)).Append('\n');
        foreach (var stage in explanation.Stages)
        {
            Decision(text, $"{stage.Stage}", stage, style);
        }

        text.Append('\n');
        foreach (var deployment in explanation.Deployments)
        {
            Decision(text, $"Deploy to {deployment.Environment}", deployment.Stage, style);
            if (deployment.Unit is { } unit)
            {
                text.Append(' ', 2 * Indent).Append($"{deployment.Environment} deploys {unit.Text} as one\n");
            }
        }

        var table = new Table();
        foreach (var input in explanation.Inputs.All)
        {
            table.Add(Visible(input.Name), new Cell(new Digest(input.Digest).ShortText, Tone.Quiet));
        }

        text.Append(
            $"\nIts digest {explanation.Inputs.Key.ShortText} is made from {Prose.Count(table.Count, "input")}:\n"
        );
        text.Append(table.Write(style, Indent));
        Tools(text, explanation, style);
        foreach (var deployment in explanation.Deployments)
        {
            Capabilities(text, deployment, style);
            Values(text, deployment, style);
        }

        return text.ToString();
    }

    /// <summary>The same for programs, of several components in one document.</summary>
    public static string Json(IEnumerable<ComponentExplanation> explanations) =>
        JsonReport.Write(
            new ExplainDocument([.. explanations.Select(ExplanationPart.Of)], Environment: null),
            ExplanationJson.Default.ExplainDocument
        );

    /// <summary>Why an environment of the path should run what it should, and what stops the next set.</summary>
    public static string Text(PromotionExplanation explanation, Style style, DateTimeOffset now) =>
        PromotionExplanationText.Write(explanation, style, now);

    /// <summary>The same for programs.</summary>
    public static string Json(PromotionExplanation explanation) =>
        JsonReport.Write(
            new ExplainDocument([], PromotionExplanationPart.Of(explanation)),
            ExplanationJson.Default.ExplainDocument
        );

    private static void Decision(StringBuilder text, string what, PlannedStage stage, Style style)
    {
        var decision = stage.Runs ? style.Show("would run", Tone.Warning) : style.Show("would not run", Tone.Good);
        text.Append(' ', Indent).Append($"{what} {decision}: {stage.Reason}\n");
        var table = new Table();
        foreach (var change in stage.Changes)
        {
            table.Add(new Cell(Word(change.Kind), Tone.Quiet), Visible(change.Name));
        }

        text.Append(table.Write(style, 2 * Indent));
    }

    private static void Tools(StringBuilder text, ComponentExplanation explanation, Style style)
    {
        if (explanation.Tools.IsEmpty)
        {
            return;
        }

        var table = new Table();
        foreach (var pin in explanation.Tools)
        {
            table.Add(pin.Tool, pin.Key, pin.Value ?? "", new Cell(pin.From, Tone.Quiet));
        }

        text.Append("\nIts tools:\n").Append(table.Write(style, Indent));
    }

    private static void Capabilities(StringBuilder text, DeploymentExplanation deployment, Style style)
    {
        var table = new Table();
        foreach (var one in deployment.Capabilities)
        {
            table.Add(one.Path, Short(one.Value), new Cell(one.From, Tone.Quiet));
        }

        if (!deployment.Capabilities.IsEmpty)
        {
            text.Append($"\nIts chart is rendered for {deployment.Environment} with:\n")
                .Append(table.Write(style, Indent));
        }
    }

    private static void Values(StringBuilder text, DeploymentExplanation deployment, Style style)
    {
        if (deployment.Values.IsEmpty)
        {
            text.Append($"\nNo values are set for {deployment.Environment}.\n");
            return;
        }

        var table = new Table();
        foreach (var value in deployment.Values)
        {
            var over = value.Over.IsEmpty ? "" : $", over {string.Join(", ", value.Over)}";
            table.Add(value.Path, Visible(value.Value), new Cell(value.From + over, Tone.Quiet));
        }

        text.Append($"\nIts values for {deployment.Environment}:\n").Append(table.Write(style, Indent));
    }

    /// <summary>A text as it is, and of a list how many it holds: a cluster serves more than a hundred API versions.</summary>
    private static string Short(string json) =>
        JsonNode.Parse(json) is JsonArray list
            ? Prose.Count(list.Count, "API version")
            : JsonNode.Parse(json)!.ToString();

    private static string Word(InputChangeKind kind) =>
        kind switch
        {
            InputChangeKind.Added => "added",
            InputChangeKind.Removed => "removed",
            _ => "changed",
        };

    /// <summary>A name in one line, whatever a file is called.</summary>
    private static string Visible(string text) =>
        text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}

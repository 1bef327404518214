using System.Text;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>One component's part of a run's summary.</summary>
internal sealed class NodeSummary(TargetPhrasing phrasing, Style style, int stageWidth)
{
    private const int Indent = 2;

    public void Write(StringBuilder text, NodeResult node)
    {
        text.Append(style.Show($"{node.Component} {node.Version}", Tone.Strong));
        if (node.Digest is { } digest)
        {
            text.Append("  ").Append(style.Show(digest.ShortText, Tone.Quiet));
        }

        text.Append("  ").Append(style.Show(What(node, phrasing), ToneOf(node.Outcome))).Append('\n');
        if (node.Reason is { } reason && node.Outcome != NodeOutcome.NotRun)
        {
            Paragraph(text, $"because {reason}", Tone.Quiet);
        }

        if (node.Error is { } error)
        {
            Paragraph(text, error, ToneOf(node.Outcome));
        }

        // Most failures name the log themselves.
        if (LogOf(node) is { } log && node.Error?.Contains(log, StringComparison.Ordinal) != true)
        {
            text.Append(' ', Indent).Append(style.Show("Log: ", Tone.Quiet)).Append(log).Append('\n');
        }

        foreach (var stage in node.Stages)
        {
            WriteStage(text, stage, node.Outcome);
        }
    }

    /// <summary>What became of the component, as it stands after its name.</summary>
    public static string What(NodeResult node, TargetPhrasing phrasing)
    {
        var sum = TimeSpan.Zero;
        foreach (var stage in node.Stages)
        {
            sum += stage.Duration;
        }

        var took = Duration.Text(sum);
        return node.Outcome switch
        {
            NodeOutcome.Done => $"{phrasing.Done}{phrasing.Where} in {took}",
            NodeOutcome.Unchanged => "unchanged",
            // It never came to its first stage.
            NodeOutcome.Failed when node.Stages.IsEmpty => "failed",
            NodeOutcome.Failed => $"failed after {took}",
            NodeOutcome.Cancelled => $"cancelled after {took}",
            NodeOutcome.NotRun => $"not run{(node.Reason is { } cause ? $": {Printable.Message(cause)}" : "")}",
            NodeOutcome.WrongInput => "wrong input",
            _ => "refused",
        };
    }

    /// <summary>The log in which to look for what went wrong; null if all went well, or there is none.</summary>
    public static string? LogOf(NodeResult node) =>
        node.Outcome.IsSuccess()
            ? null
            : (
                node.Stages.LastOrDefault(stage => stage.Outcome == StageOutcome.Failed) ?? node.Stages.LastOrDefault()
            )?.LogFile;

    private void WriteStage(StringBuilder text, StageResult stage, NodeOutcome node)
    {
        var start = new string(' ', Indent) + stage.Name.PadRight(stageWidth) + "  ";
        text.Append(start);
        var (what, tone) = stage.Outcome switch
        {
            StageOutcome.Done => (Duration.Text(stage.Duration), Tone.Normal),
            StageOutcome.Unchanged => ("unchanged", Tone.Quiet),
            StageOutcome.Skipped => ("skipped", Tone.Quiet),
            _ when node == NodeOutcome.Cancelled => ($"cancelled after {Duration.Text(stage.Duration)}", Tone.Warning),
            _ => ($"failed after {Duration.Text(stage.Duration)}", Tone.Bad),
        };
        var full = stage.Note is { } note ? $"{what}{(stage.Outcome == StageOutcome.Done ? ", " : ": ")}{note}" : what;
        var first = true;
        foreach (var line in Prose.Wrap(full, Math.Max(style.ProseWidth - start.Length, stageWidth)))
        {
            text.Append(first ? "" : new string(' ', start.Length)).Append(style.Show(line, tone)).Append('\n');
            first = false;
        }
    }

    private void Paragraph(StringBuilder text, string prose, Tone tone)
    {
        foreach (var line in Prose.Wrap(Printable.Message(prose), style.ProseWidth - Indent))
        {
            text.Append(line.Length == 0 ? "" : new string(' ', Indent)).Append(style.Show(line, tone)).Append('\n');
        }
    }

    public static Tone ToneOf(NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Done => Tone.Good,
            NodeOutcome.Unchanged => Tone.Quiet,
            NodeOutcome.NotRun or NodeOutcome.Cancelled => Tone.Warning,
            _ => Tone.Bad,
        };
}

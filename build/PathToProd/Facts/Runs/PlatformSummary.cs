using System.Collections.Immutable;
using System.Text;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>The part of a run's summary that is about the platform as a whole.</summary>
internal static class PlatformSummary
{
    private const string NothingRemains = "Nothing is known to remain that costs money.";

    public static void Write(StringBuilder text, RunResult result, PlatformResult platform, Style style)
    {
        text.Append('\n').Append(style.Show(PlatformResult.Name, Tone.Strong)).Append("  ");
        text.Append(style.Show(What(result, platform), NodeSummary.ToneOf(platform.Outcome))).Append('\n');
        if (platform.Error is { } error)
        {
            foreach (var line in Prose.Wrap(Printable.Message(error), style.ProseWidth - 2))
            {
                text.Append(line.Length == 0 ? "" : "  ").Append(style.Show(line, Tone.Bad)).Append('\n');
            }
        }

        var steps = new Table();
        foreach (var step in platform.Steps)
        {
            steps.Add(step.Name, Step(step));
        }

        text.Append(steps.Write(style, indent: 2));
    }

    /// <summary>The same as lines of a list.</summary>
    public static IEnumerable<string> Lines(RunResult result, PlatformResult platform) =>
        [
            .. platform is { Outcome: NodeOutcome.Done, Steps.IsEmpty: true }
                ? Array.Empty<string>()
                :
                [
                    $"{PlatformResult.Name}: {What(result, platform)}{(platform.Error is { } error ? $": {Prose.FirstLine(error)}" : "")}",
                ],
            .. platform.Remains switch
            {
                null => (string[])[],
                { IsEmpty: true } => [NothingRemains],
                { } remains => [.. remains.Select(one => $"may still cost money: {one.What}, as {one.Why}")],
            },
        ];

    /// <summary>What may still cost money.</summary>
    public static void Remains(StringBuilder text, ImmutableArray<Remainder> all, Style style)
    {
        if (all.IsEmpty)
        {
            text.Append('\n').Append(style.Show(NothingRemains, Tone.Good)).Append('\n');
            return;
        }

        text.Append('\n').Append(style.Show("What may still cost money:", Tone.Warning)).Append('\n');
        var table = new Table();
        foreach (var one in all)
        {
            table.Add(one.What, new Cell(one.Why, Tone.Quiet));
        }

        text.Append(table.Write(style, indent: 2));
    }

    private static string What(RunResult result, PlatformResult platform)
    {
        var word = result.Target == RunTarget.TearDown ? "emptied" : "healthy as a whole";
        return platform.Outcome switch
        {
            NodeOutcome.Done => word,
            NodeOutcome.NotRun => "not looked at as a whole",
            NodeOutcome.Cancelled => "cancelled",
            _ => $"not {word}",
        };
    }

    private static string Step(StageResult step)
    {
        var took = Duration.Text(step.Duration);
        var what = step.Outcome == StageOutcome.Done ? took : $"failed after {took}";
        return step.Note is { } note ? $"{what}, {note}" : what;
    }
}

using System.Text;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>What a person reads at the end of a bisection: which changes fail together, how, by which evidence, and what to do next.</summary>
public static class BisectionReport
{
    private const int Indent = 2;
    private const string Launcher = "./build.sh";

    /// <summary>The report as text.</summary>
    /// <param name="result">What the bisection found.</param>
    /// <param name="style">How tones are shown.</param>
    public static string Text(BisectionResult result, Style style)
    {
        var text = new StringBuilder();
        var tone = result.Outcome switch
        {
            BisectionOutcome.Found => Tone.Good,
            BisectionOutcome.Cancelled => Tone.Warning,
            _ => Tone.Bad,
        };
        foreach (var line in Prose.Wrap(BisectionExplanation.Of(result), style.ProseWidth))
        {
            text.Append(style.Show(line, tone)).Append('\n');
        }

        var evidence = Failing(result)?.Evidence;
        if (evidence is not null)
        {
            text.Append('\n');
            Failures(text, evidence, style);
        }

        return text.Append('\n')
            .Append(Steps(result).Write(style))
            .Append('\n')
            .Append(Places(result).Write(style))
            .Append(NextStep.Write(Hints(result), style))
            .ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(BisectionResult result) =>
        JsonReport.Write(BisectDocument.Of(result), BisectionJson.Default.BisectDocument);

    /// <summary>What a step came to, to stand after the name of its set.</summary>
    public static string Word(BisectionStep step) =>
        step.Outcome switch
        {
            TrialOutcome.Passed => "passed",
            TrialOutcome.Failed => "failed",
            _ => "unclear",
        }
        + (step is { WasRead: true, Evidence: { } evidence } ? $", from evidence of {Moment.Text(evidence.Start)}" : "")
        + (step.Why is { } why ? $": {why}" : "");

    /// <summary>The step whose failure explains the result.</summary>
    private static BisectionStep? Failing(BisectionResult result) =>
        result.Smallest ?? (result.Outcome == BisectionOutcome.GoodFails ? result.Steps.FirstOrDefault() : null);

    private static void Failures(StringBuilder text, Evidence evidence, Style style)
    {
        var failed = evidence
            .Tests.Where(test => test is { Outcome: TestOutcome.Failed, IsBlocking: true })
            .Select(test => $"{test.Name}: {test.Message}")
            .DefaultIfEmpty(evidence.Error ?? "");
        foreach (var line in failed.SelectMany(message => Prose.Wrap(message, style.ProseWidth - Indent)))
        {
            text.Append(' ', Indent).Append(style.Show(line, Tone.Bad)).Append('\n');
        }
    }

    private static Table Steps(BisectionResult result)
    {
        var table = new Table("", "SET", "OUTCOME", "EVIDENCE");
        for (var index = 0; index < result.Steps.Length; index++)
        {
            var step = result.Steps[index];
            table.Add(
                new Cell($"{index + 1}", Tone.Quiet),
                step.Set.Name,
                step.Outcome switch
                {
                    TrialOutcome.Passed => new Cell("passed", Tone.Good),
                    TrialOutcome.Failed => new Cell("failed", Tone.Bad),
                    _ => new Cell("unclear", Tone.Warning),
                },
                step.Evidence is { } evidence
                    ? $"{evidence.Digest.ShortText}{(step.WasRead ? ", already there" : "")}"
                    : step.Why ?? ""
            );
        }

        return table;
    }

    private static Table Places(BisectionResult result)
    {
        var table = new Table();
        table.Add(new Cell("Logs", Tone.Quiet), result.Logs);
        table.Add(new Cell("Evidence", Tone.Quiet), result.EvidenceFile);
        return table;
    }

    private static IEnumerable<NextStep> Hints(BisectionResult result)
    {
        var again =
            $"{Launcher} --target=Bisect --good={result.Good.Name} --bad={result.Bad.Name} --environment={result.Environment}";
        switch (result.Outcome)
        {
            case BisectionOutcome.Found:
                yield return new NextStep($"{Launcher} --target=Resolve", "proposes a set that avoids this");
                yield return new NextStep($"{Launcher} --target=Matrix", "shows it next to all other evidence");
                break;
            case BisectionOutcome.GoodFails:
                yield return new NextStep(
                    $"{Launcher} --target=Matrix",
                    "shows which sets passed; name one of them with --good"
                );
                break;
            case BisectionOutcome.BadPasses:
                yield return new NextStep(
                    $"{Launcher} --target=Certify --set={result.Bad.Name} --from={result.Good.Name} --environment={result.Environment}",
                    "tests the step from one to the other"
                );
                break;
            default:
                yield return new NextStep(again, "continues; what was tried is not tried again");
                break;
        }
    }
}

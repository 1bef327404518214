using System.Text;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Certification;

/// <summary>What a person reads at the end of a certification: what was tested, what failed, where the evidence is, what to do next.</summary>
public static class CertificationReport
{
    private const int Indent = 2;

    /// <summary>The report as text.</summary>
    /// <param name="result">What the certification found out.</param>
    /// <param name="style">How tones are shown.</param>
    public static string Text(CertificationResult result, Style style) =>
        $"{Found(result, style)}\n{Places(result).Write(style)}{NextStep.Write(CertificationHints.After(result), style)}";

    /// <summary>What it found out alone, for a report that goes on: not where things are, and not what to do next.</summary>
    internal static string Found(CertificationResult result, Style style)
    {
        var text = new StringBuilder();
        var tone = result.Outcome switch
        {
            EvidenceOutcome.Passed => Tone.Good,
            EvidenceOutcome.Failed => Tone.Bad,
            _ => Tone.Warning,
        };
        text.Append(style.Show(CertificationHeadline.Of(result), tone)).Append('\n');
        foreach (var step in result.Steps)
        {
            text.Append('\n').Append(style.Show(Heading(step), Tone.Strong)).Append('\n');
            text.Append(Components(step).Write(style, Indent));
            text.Append(Tests(step).Write(style, Indent));
            Failures(text, step, style);
            LoadFailures(text, step, style);
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(CertificationResult result) =>
        JsonReport.Write(CertifyDocument.Of(result), CertificationJson.Default.CertifyDocument);

    private static string Heading(CertificationStep step) =>
        step.From is not { } from ? $"To {step.To.Name}"
        : from.Digest == step.To.Digest ? $"{step.To.Name}, which was already there"
        : $"From {from.Name} to {step.To.Name}";

    private static Table Components(CertificationStep step)
    {
        var table = new Table();
        foreach (var node in step.Deployed)
        {
            var before = step.From?.Members.GetValueOrDefault(node.Component)?.Version;
            table.Add(
                node.Component,
                before is null || before == node.Version ? node.Version.ToString() : $"{before} -> {node.Version}",
                What(node, "deployed")
            );
        }

        foreach (var node in step.Removed)
        {
            table.Add(node.Component, node.Version.ToString(), What(node, "removed"));
        }

        return table;
    }

    private static Cell What(NodeResult node, string done) =>
        node.Outcome switch
        {
            NodeOutcome.Done => new Cell(done, Tone.Good),
            NodeOutcome.Unchanged => new Cell("unchanged", Tone.Quiet),
            NodeOutcome.NotRun => new Cell(
                node.Reason is { } cause ? $"not {done}: {cause}" : $"not {done}",
                Tone.Warning
            ),
            NodeOutcome.Cancelled => new Cell("cancelled", Tone.Warning),
            _ when node.HasFailedSmokeTest => new Cell($"{done}, and did not pass its smoke test", Tone.Bad),
            _ => new Cell($"not {done}", Tone.Bad),
        };

    private static Table Tests(CertificationStep step)
    {
        var table = new Table();
        foreach (var test in step.Tests.Concat(step.Load))
        {
            var informs = test.IsBlocking ? "" : "informs only";
            table.Add(
                test.Name,
                test.Outcome switch
                {
                    TestOutcome.Passed => new Cell("passed", Tone.Good),
                    TestOutcome.Failed => new Cell("failed", test.IsBlocking ? Tone.Bad : Tone.Warning),
                    _ => new Cell(step.Load.Contains(test) ? "not known" : "not run", Tone.Warning),
                },
                new Cell(test.Outcome == TestOutcome.NotRun ? "" : Duration.Text(test.Duration), Tone.Quiet),
                new Cell(informs, Tone.Quiet)
            );
        }

        return table;
    }

    private static void Failures(StringBuilder text, CertificationStep step, Style style)
    {
        if (step is { FirstFailure: { } first, Outcome: EvidenceOutcome.Passed })
        {
            Paragraph(
                text,
                "At first",
                $"{first}\nOnce everything else was there, it was deployed again and passed. The set works; the way to it does not.",
                style
            );
        }

        // Where tests were run, a smoke test's message is among theirs.
        foreach (
            var node in step
                .Deployed.Concat(step.Removed)
                .Where(node => node.Error is not null && (!node.HasFailedSmokeTest || step.Tests.IsEmpty))
        )
        {
            Paragraph(text, $"{node.Component} {node.Version}", node.Error!, style);
        }

        foreach (var test in step.Tests)
        {
            if (step.Messages.TryGetValue(test.Name, out var message))
            {
                Paragraph(text, test.Name, message, style);
            }
        }
    }

    private static void LoadFailures(StringBuilder text, CertificationStep step, Style style)
    {
        foreach (var test in step.Load.Where(test => test.Message is not null))
        {
            Paragraph(text, test.Name, $"{test.Message}.", style);
        }
    }

    private static void Paragraph(StringBuilder text, string heading, string message, Style style)
    {
        text.Append('\n').Append(' ', Indent).Append(style.Show(heading, Tone.Strong)).Append('\n');
        foreach (var line in Prose.Wrap(message, style.ProseWidth - 2 * Indent))
        {
            text.Append(line.Length == 0 ? "" : new string(' ', 2 * Indent)).Append(line).Append('\n');
        }
    }

    private static Table Places(CertificationResult result)
    {
        var table = new Table();
        table.Add(new Cell("Logs", Tone.Quiet), result.Logs);
        table.Add(new Cell("Evidence", Tone.Quiet), EvidenceOf(result));
        return table;
    }

    /// <summary>What evidence was recorded, and where.</summary>
    internal static string EvidenceOf(CertificationResult result)
    {
        var evidence = result.Steps.SelectMany(step => step.Evidence).ToArray();
        return evidence.Length == 0
            ? "none was recorded"
            : $"{result.EvidenceFile}: {Prose.List([.. evidence.Select(Describe)])}";
    }

    private static string Describe(Evidence evidence) =>
        $"{(evidence.Kind == EvidenceKind.State ? "state" : "transition")} {evidence.Digest.ShortText}";
}

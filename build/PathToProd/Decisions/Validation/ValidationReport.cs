using System.Text;
using PathToProd.Decisions.Affected;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Validation;

/// <summary>What a person reads at the end of a validation: what the change touches, what ran, what evidence made needless, what failed, and what is not known.</summary>
public static class ValidationReport
{
    private const int Indent = 2;
    private const int MostLines = 20;

    /// <summary>The report as text.</summary>
    /// <param name="validation">What was found out.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time, for the age of evidence.</param>
    /// <param name="place">Where it runs again: the environment, or <c>pool:NAME</c> for any of a pool.</param>
    public static string Text(ValidationResult validation, Style style, DateTimeOffset now, string place)
    {
        var tone = validation.Outcome switch
        {
            ValidationOutcome.Passed or ValidationOutcome.NothingAffected => Tone.Good,
            ValidationOutcome.Failed or ValidationOutcome.Refused => Tone.Bad,
            _ => Tone.Warning,
        };
        var text = new StringBuilder();
        text.Append(style.Show(ValidationHeadline.Of(validation), tone)).Append('\n');
        text.Append('\n')
            .Append(AffectedReport.Text(validation.Affected, validation.Since, validation.Base, style, verbose: false));
        Section(text, "Built and tested", Components(validation), style);
        foreach (var node in validation.Broken.Where(node => node.Error is not null))
        {
            Paragraph(text, $"{node.Component} {node.Version}", Shortened(node), style);
        }

        Decided(text, validation, style, now);
        if (validation.Certification is { } certification)
        {
            text.Append('\n').Append(CertificationReport.Found(certification, style));
        }

        Section(text, "Plans", Plans(validation), style);
        var unknown = new Table();
        foreach (var one in validation.NotVerified)
        {
            unknown.Add(new Cell(one.What, Tone.Warning), one.Why);
        }

        Section(text, "Not verified", unknown, style);
        return text.Append(Places(validation, style)).Append(NextStep.Write(Next(validation, place), style)).ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(ValidationResult validation) =>
        JsonReport.Write(ValidateDocument.Of(validation), ValidationJson.Default.ValidateDocument);

    private static void Section(StringBuilder text, string heading, Table table, Style style)
    {
        if (table.Count > 0)
        {
            text.Append('\n').Append(style.Show(heading, Tone.Strong)).Append('\n').Append(table.Write(style, Indent));
        }
    }

    /// <summary>The beginning of a message, and where the rest is: a difference may have hundreds of lines.</summary>
    private static string Shortened(NodeResult node)
    {
        var lines = node.Error!.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        var log = node.Stages.LastOrDefault(stage => stage.LogFile is not null)?.LogFile;
        return lines.Length <= MostLines
            ? node.Error
            : $"{string.Join('\n', lines.Take(MostLines - 1))}\n... and {lines.Length - MostLines + 1} more lines"
                + (log is null ? "" : $", in {log}");
    }

    private static void Paragraph(StringBuilder text, string heading, string message, Style style)
    {
        text.Append('\n').Append(' ', Indent).Append(style.Show(heading, Tone.Strong)).Append('\n');
        foreach (var line in Prose.Wrap(message.TrimEnd(), style.ProseWidth - 2 * Indent))
        {
            text.Append(line.Length == 0 ? "" : new string(' ', 2 * Indent)).Append(line).Append('\n');
        }
    }

    /// <summary>The affected components; of the others only those that did not build.</summary>
    private static Table Components(ValidationResult validation)
    {
        var affected = validation
            .Affected.Components.Select(component => component.Name)
            .ToHashSet(StringComparer.Ordinal);
        var table = new Table();
        foreach (var node in validation.Components)
        {
            if (!affected.Contains(node.Component) && node.Outcome is NodeOutcome.Done or NodeOutcome.Unchanged)
            {
                continue;
            }

            var last = node.Stages.LastOrDefault();
            table.Add(
                node.Component,
                node.Version.ToString(),
                node.Outcome switch
                {
                    NodeOutcome.Done => new Cell("passed", Tone.Good),
                    NodeOutcome.Unchanged => new Cell("reused", Tone.Quiet),
                    NodeOutcome.NotRun => new Cell("not run", Tone.Warning),
                    _ => new Cell(node.Outcome.Verb(), Tone.Bad),
                },
                new Cell(node.Reason ?? (node.Outcome == NodeOutcome.Unchanged ? last?.Note : null) ?? "", Tone.Quiet)
            );
        }

        return table;
    }

    private static Table Plans(ValidationResult validation)
    {
        var table = new Table();
        foreach (var plan in validation.Plans)
        {
            string[] numbers =
            [
                .. Number(plan.Create, "to create"),
                .. Number(plan.Update, "to update"),
                .. Number(plan.Delete, "to delete"),
                .. Number(plan.Unknown, "not known"),
            ];
            table.Add(
                plan.Environment,
                new Cell(
                    numbers is [] ? "nothing changes" : Prose.List(numbers),
                    plan.Unknown > 0 ? Tone.Warning : Tone.Normal
                )
            );
        }

        return table;

        static IEnumerable<string> Number(int count, string what) => count > 0 ? [$"{count} {what}"] : [];
    }

    private static void Decided(StringBuilder text, ValidationResult validation, Style style, DateTimeOffset now)
    {
        if (validation is not { From: { } from, To: { } to, Slice: { } slice, Decision: { } decision })
        {
            return;
        }

        text.Append('\n')
            .Append(style.Show($"The update from {from.Name} to {to.Name}", Tone.Strong))
            .Append($": {Words(decision)}\n");
        var table = new Table();
        foreach (var member in slice.Members)
        {
            table.Add(
                new Cell(member.Component, slice.Changed.Contains(member.Component) ? Tone.Strong : Tone.Normal),
                member.From == member.To ? $"{member.To!.Version}" : member.ToString()[(member.Component.Length + 1)..],
                new Cell(Part(slice, member.Component), Tone.Quiet)
            );
        }

        text.Append(table.Write(style, Indent));
        switch (decision)
        {
            case ValidationDecision.Reused reused:
                text.Append(
                    $"  It passed {Moment.Age(reused.Evidence.Start, now)} in {reused.Evidence.Environment}, run {reused.Evidence.Run}: "
                        + $"{MatrixCellText.Link(reused.Evidence, validation.EvidenceFile)}\n"
                );
                break;
            case ValidationDecision.GivenUp given:
                foreach (var one in given.Failures)
                {
                    Paragraph(
                        text,
                        $"{Moment.Age(one.Start, now)} in {one.Environment}, {MatrixCellText.Link(one, validation.EvidenceFile)}",
                        one.Error ?? "it failed",
                        style
                    );
                }

                break;
        }

        var still = validation.Tests?.Still.ToArray() ?? [];
        if (decision is ValidationDecision.Runs && still.Length > 0)
        {
            text.Append(
                $"  Of its {Prose.Count(validation.Tests!.Tests.Length, "test")}, {still.Length} had evidence that counts: {Prose.List([.. still.Select(need => need.Test.Name)])}.\n"
            );
        }
    }

    private static string Words(ValidationDecision decision) =>
        decision switch
        {
            ValidationDecision.Reused => "not run again, as evidence shows it for the same artifacts",
            ValidationDecision.GivenUp given =>
                $"not run again, as the same artifacts failed {given.Failures.Length} times in a row",
            ValidationDecision.Runs runs => $"certified, because {Prose.List(runs.Why)}",
            _ => "",
        };

    private static string Part(ChangeSlice slice, string component) =>
        slice.Changed.Contains(component) ? "the change" : "depends on it, or is required";

    private static string Places(ValidationResult validation, Style style)
    {
        var table = new Table();
        table.Add(new Cell("Logs", Tone.Quiet), validation.Logs);
        if (validation.Certification is { } certification)
        {
            table.Add(new Cell("Evidence", Tone.Quiet), CertificationReport.EvidenceOf(certification));
        }

        if (validation.Key is { } key)
        {
            table.Add(new Cell("Key", Tone.Quiet), key.ToString());
        }

        return $"\n{table.Write(style)}";
    }

    private static IEnumerable<NextStep> Next(ValidationResult validation, string place)
    {
        const string Launcher = "./build.sh";
        var again = $"{Launcher} --target=Validate --since={validation.Since} --environment={place}";
        if (validation.Decision is ValidationDecision.GivenUp)
        {
            yield return new NextStep($"{again} --force", "tries it anyway");
        }
        else if (validation.Outcome is not (ValidationOutcome.Passed or ValidationOutcome.NothingAffected))
        {
            yield return new NextStep(again, "validates it again; what passed is not run again");
        }

        if (validation.To is { } to)
        {
            yield return new NextStep(
                $"{Launcher} --target=Retest --set={to.Name} --environment={validation.Environment}",
                "shows which of its tests have evidence"
            );
        }
    }
}

using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Changes;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Validation;

/// <summary>A validation as the report of a change, for those who review it.</summary>
public static class ValidationChange
{
    private const string Update = "update";

    /// <summary>The report.</summary>
    /// <param name="start">The report in which nothing is known yet but which commit it is of.</param>
    /// <param name="validation">What was found out.</param>
    /// <param name="lastLines">The last lines of a log, by its file.</param>
    public static ChangeReport Of(
        ChangeReport start,
        ValidationResult validation,
        Func<string, ImmutableArray<string>> lastLines
    )
    {
        var report = start with
        {
            Verdict = ChangeVerdicts.Of(validation.ExitCode),
            Base = validation.Base,
            Run = validation.Run.Text,
            Seconds = validation.Duration.TotalSeconds,
            Everything = [.. validation.Affected.Everything.Select(reason => reason.Text)],
            Affected =
            [
                .. validation.Affected.Components.Select(component => new ChangedComponent(
                    component.Name,
                    [.. component.Reasons.Select(reason => reason.Text)]
                )),
            ],
            Plans = [.. validation.Plans],
            NotVerified = [.. validation.NotVerified.Select(one => new NotVerified(one.What, one.Why))],
        };
        report = report.With(
            new RunResult
            {
                Run = validation.Run,
                Target = RunTarget.Of(Stage.Test),
                Environment = validation.Environment,
                Nodes = validation.Components,
                ExitCode = validation.ExitCode,
                Duration = validation.Duration,
                Logs = validation.Logs,
            },
            lastLines
        );
        return validation.To is null ? report : WithUpdate(report, validation, lastLines);
    }

    private static ChangeReport WithUpdate(
        ChangeReport report,
        ValidationResult validation,
        Func<string, ImmutableArray<string>> lastLines
    )
    {
        var name = $"{validation.From!.Name} to {validation.To!.Name}";
        switch (validation.Decision)
        {
            case ValidationDecision.Reused { Evidence: var evidence }:
                return report with
                {
                    Steps = report.Steps.Add(
                        new ChangeStep(
                            name,
                            Update,
                            StepOutcome.Reused,
                            Seconds: 0,
                            $"run {evidence.Run}, {MatrixCellText.Link(evidence, validation.EvidenceFile)}",
                            evidence.Environment
                        )
                    ),
                };
            case ValidationDecision.GivenUp { Failures: var failures }:
                return report with
                {
                    Steps = report.Steps.Add(
                        new ChangeStep(
                            name,
                            Update,
                            StepOutcome.Failed,
                            Seconds: 0,
                            $"the same artifacts failed {failures.Length} times in a row, so it did not run again",
                            validation.Environment
                        )
                    ),
                    Failures = report.Failures.Add(
                        new ChangeFailure(name, Update, failures[0].Error ?? "it failed", [])
                    ),
                };
        }

        if (validation.Certification is not { } certification)
        {
            return report;
        }

        foreach (var step in certification.Steps)
        {
            var what =
                step.From is { } from && from.Digest != step.To.Digest
                    ? $"{from.Name} to {step.To.Name}"
                    : $"to {step.To.Name}";
            report = report with
            {
                Steps =
                [
                    .. report.Steps,
                    new ChangeStep(
                        what,
                        Update,
                        step.StepOutcome == EvidenceOutcome.Passed ? StepOutcome.Passed : StepOutcome.Failed,
                        step.Duration.TotalSeconds,
                        step.Error ?? step.StepFailure,
                        validation.Environment
                    ),
                    .. step
                        .Tests.Concat(step.Load)
                        .Select(test => new ChangeStep(
                            test.Name,
                            "test",
                            test.Outcome switch
                            {
                                TestOutcome.Passed => StepOutcome.Passed,
                                TestOutcome.Failed => StepOutcome.Failed,
                                _ => StepOutcome.NotRun,
                            },
                            test.Duration.TotalSeconds,
                            test.Message,
                            validation.Environment
                        )),
                ],
                Failures =
                [
                    .. report.Failures,
                    .. step
                        .Deployed.Concat(step.Removed)
                        .Where(node => node.Error is not null && (!node.HasFailedSmokeTest || step.Tests.IsEmpty))
                        .Select(node => ChangeFailure.Of(node, lastLines)),
                    .. step.Messages.Select(message => new ChangeFailure(message.Key, "test", message.Value, [])),
                    .. step is { Outcome: EvidenceOutcome.Passed, StepFailure: { } first }
                        ? [new ChangeFailure(what, Update, first, [])]
                        : Array.Empty<ChangeFailure>(),
                ],
            };
        }

        return report;
    }
}

using PathToProd.Facts.Runs;

namespace PathToProd.Facts.Changes;

/// <summary>A report as JUnit XML: a suite for each component, a case for each step, and one for what is wrong in files.</summary>
public static class ChangeJUnit
{
    /// <summary>The document as text, with a line break at its end.</summary>
    public static string Write(ChangeReport report)
    {
        var suites = report
            .Steps.Select(step => step.Component)
            .Concat(report.Failures.Select(failure => failure.Component))
            .Distinct(StringComparer.Ordinal)
            .Select(component => Suite(report, component))
            .ToList();
        if (!report.Problems.IsEmpty)
        {
            suites.Add(
                new JUnitSuite(
                    "problems",
                    $"{report.Name}.problems",
                    [
                        .. report.Problems.Select(one => new JUnitCase(one.File ?? "input", TimeSpan.Zero)
                        {
                            Element = JUnitCase.Error,
                            Type = "wrong-input",
                            Message = one.Problem.ToString(),
                        }),
                    ]
                )
            );
        }

        return JUnitReport.Write(report.Name, suites, TimeSpan.FromSeconds(report.Seconds), start: null);
    }

    private static JUnitSuite Suite(ChangeReport report, string component)
    {
        var steps = report.Steps.Where(step => step.Component == component).ToArray();
        var failures = report.Failures.Where(failure => failure.Component == component).ToArray();
        var alone = failures.Where(failure => !Array.Exists(steps, step => IsOf(failure, step)));
        return new JUnitSuite(
            component,
            $"{report.Name}.{component}",
            [
                .. steps.Select(step => Case(step, Array.Find(failures, failure => IsOf(failure, step)))),
                .. alone.Select(failure => new JUnitCase(failure.Step ?? report.Name, TimeSpan.Zero)
                {
                    Element = JUnitCase.Failure,
                    Type = "failed",
                    Message = failure.Message,
                    Output = string.Join('\n', failure.LastLines),
                }),
            ]
        );
    }

    private static bool IsOf(ChangeFailure failure, ChangeStep step) =>
        step.Outcome == StepOutcome.Failed && failure.Step == step.Step;

    private static JUnitCase Case(ChangeStep step, ChangeFailure? failure)
    {
        var name = step.Environment is { } environment ? $"{step.Step} in {environment}" : step.Step;
        var test = new JUnitCase(name, TimeSpan.FromSeconds(step.Seconds)) { Output = step.Why ?? "" };
        return step.Outcome switch
        {
            StepOutcome.Failed => test with
            {
                Element = JUnitCase.Failure,
                Type = "failed",
                Message = failure?.Message ?? $"{step.Step} of {step.Component} failed.",
                Output = failure is null ? test.Output : string.Join('\n', failure.LastLines),
            },
            StepOutcome.NotRun => test with
            {
                Element = JUnitCase.Skipped,
                Message = step.Why ?? "it did not run",
                Output = "",
            },
            _ => test,
        };
    }
}

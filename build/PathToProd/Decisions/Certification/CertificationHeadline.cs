using PathToProd.Facts.EvidenceRecords;
using PathToProd.Text;

namespace PathToProd.Decisions.Certification;

/// <summary>The first line of a certification's report, which says it all for those who read no further.</summary>
internal static class CertificationHeadline
{
    public static string Of(CertificationResult result)
    {
        var where = $"in {result.Environment}, Kubernetes {result.Kubernetes}";
        var took = Duration.Text(result.Duration);
        if (result.Outcome == EvidenceOutcome.Cancelled)
        {
            return $"The certification of {result.Set.Name} {where} was cancelled after {took}. That says nothing about the set.";
        }

        if (result.Tested is not { } tested)
        {
            var first = result.Steps[^1];
            return $"{result.Set.Name} was not tested {where}: {first.To.Name}, the set to start from, failed there after {took}.";
        }

        if (tested.Outcome == EvidenceOutcome.Failed)
        {
            return $"{result.Set.Name} failed {where}, after {took}: {Because(tested)}.";
        }

        var passed = $"{result.Set.Name} passed {where}, in {took}: {Tests(tested)}";
        if (tested.StepOutcome == EvidenceOutcome.Failed)
        {
            return $"{passed}. But the step from {tested.From!.Name} to it failed"
                + (tested.FirstFailure is null ? $": {tested.StepFailure}." : ".");
        }

        if (tested.IsStepUnknown)
        {
            return $"{passed}. But it is not known whether the step from {tested.From!.Name} to it works: "
                + $"{tested.Load.First(test => test.Outcome == TestOutcome.NotRun).Message}.";
        }

        return result.Steps[^1] is { StepOutcome: EvidenceOutcome.Failed } back && back != tested
            ? $"{passed}. Going back to {back.To.Name} failed: {Because(back)}."
            : $"{passed}.";
    }

    private static string Because(CertificationStep step)
    {
        var failed = step.Blocking.Select(test => test.Name).ToArray();
        return failed.Length switch
        {
            0 => (step.Error ?? step.FirstFailure ?? "something failed").TrimEnd('.'),
            1 => $"the test {failed[0]} failed",
            _ => $"the tests {Prose.List(failed)} failed",
        };
    }

    private static string Tests(CertificationStep step)
    {
        var informing = step.Tests.Count(test => test is { IsBlocking: false, Outcome: TestOutcome.Failed });
        return step.Tests.Length == 0
                ? $"{Prose.Count(step.Deployed.Length, "component")} {(step.Deployed.Length == 1 ? "is" : "are")} there, and none declares a test"
            : informing == 0 ? $"{Prose.Count(step.Tests.Length, "test")} passed"
            : $"{Prose.Count(step.Tests.Length - informing, "test")} passed, and {informing} failed that only {(informing == 1 ? "informs" : "inform")}";
    }
}

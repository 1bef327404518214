using System.Collections.Immutable;
using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>What a bisection found, in prose.</summary>
internal static class BisectionExplanation
{
    public static string Of(BisectionResult result)
    {
        var where = $"in {result.Environment}, Kubernetes {result.Kubernetes}";
        var first = result.Steps.FirstOrDefault()?.Evidence?.Error;
        return result.Outcome switch
        {
            BisectionOutcome.GoodFails =>
                $"{result.Good.Name}, which should work, itself fails {where}{(first is null ? "" : $": {first}")}. "
                    + "There is nothing to compare with.",
            BisectionOutcome.BadPasses =>
                $"{result.Bad.Name}, which should fail, passed {where}. There is no failure to look for.",
            BisectionOutcome.Cancelled =>
                $"The bisection was cancelled after {Prose.Count(result.Steps.Length, "set")} and {Duration.Text(result.Duration)}.",
            _ => $"{Guilty(result, where)} {Cost(result)}",
        };
    }

    private static string Guilty(BisectionResult result, string where)
    {
        var guilty = result.Guilty;
        var names = Prose.List([.. guilty.Select(one => Name(one.Change))]);
        var tests = result.Smallest?.Evidence is { } evidence ? Failing(evidence) : "the tests fail";
        var verb = guilty.Length == 1 ? "" : " together";
        return $"{names} fail{(guilty.Length == 1 ? "s" : "")}{verb} {where}: {tests}. {Without(guilty)}";
    }

    private static string Name(SetChange change) => change.To is null ? $"removing {change.Component}" : change.After;

    private static string Failing(Evidence evidence)
    {
        var tests = FailureKind.Of(evidence).Order(StringComparer.Ordinal).ToArray();
        return evidence.Tests.Any(test => tests.Contains(test.Name))
            ? $"{Prose.List(tests)} {(tests.Length == 1 ? "fails" : "fail")}"
            : "it cannot be deployed";
    }

    private static string Without(ImmutableArray<Guilt> guilty)
    {
        if (guilty.All(one => one.Without == TrialOutcome.Passed && one.LeftOut.IsEmpty))
        {
            return guilty.Length switch
            {
                1 => "Without it the tests pass.",
                2 => "With either alone the tests pass.",
                _ => "Without any one of them the tests pass.",
            };
        }

        return string.Join(' ', guilty.Select(Sentence));
    }

    private static string Sentence(Guilt one)
    {
        var without = one.LeftOut.IsEmpty
            ? $"Without {Name(one.Change)}"
            : $"Without {Name(one.Change)}, and {Prose.List([.. one.LeftOut.Select(Name)])}, which cannot be deployed without it,";
        return one.Without == TrialOutcome.Passed
            ? $"{without} the tests pass."
            : $"{without} the result is unclear: it may not matter.";
    }

    private static string Cost(BisectionResult result)
    {
        var read = result.Steps.Count(step => step.WasRead);
        var run = result.Steps.Length - read;
        return $"Found among {Prose.Count(result.Changes.Length, "change")} by {Prose.Count(run, "run")}"
            + (read == 0 ? "" : $" and {read} from existing evidence")
            + $", in {Duration.Text(result.Duration)}.";
    }
}

using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Text;

namespace PathToProd.Decisions.Plans;

/// <summary>Whether a saved plan may be applied, before it is planned again.</summary>
public static class PlanUse
{
    /// <summary>Everything that keeps it from being applied; empty when nothing does.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="commit">The commit of the checkout now, with <c>+changes</c> when its work tree differs; null outside Git.</param>
    /// <param name="history">Every attempt in its environment.</param>
    /// <param name="runs">The runs that go on with it now: what they did of it is no second use.</param>
    public static ImmutableArray<string> Refusals(
        EnvironmentPlan plan,
        string? commit,
        DeploymentHistory history,
        IReadOnlySet<string> runs
    )
    {
        var refusals = ImmutableArray.CreateBuilder<string>();
        if (Used(plan, history, runs) is { } used)
        {
            refusals.Add(used);
        }

        if (plan.Commit != commit)
        {
            refusals.Add(
                $"it was made at {Commit(plan.Commit)}, and this checkout is at {Commit(commit)}. Check that out, or make a new plan"
            );
        }

        foreach (var part in plan.Components)
        {
            refusals.AddRange(
                part.Unknown.Where(one => one.Cause == UnknownCause.Failure)
                    .Select(one =>
                        $"{part.Component} could not be planned: {one.Because}. Lift that, then make a new plan"
                    )
            );
        }

        return refusals.ToImmutable();
    }

    /// <summary>The components whose deployment the plan began.</summary>
    public static ImmutableHashSet<string> Begun(EnvironmentPlan plan, DeploymentHistory history) =>
        [
            .. history
                .Attempts.Where(attempt => attempt.Started.Plan == plan.Digest)
                .Select(attempt => attempt.Started.Component),
        ];

    /// <summary>When and by whom it was applied: a sentence without its end. Null when it was not.</summary>
    private static string? Used(EnvironmentPlan plan, DeploymentHistory history, IReadOnlySet<string> runs)
    {
        var digest = plan.Digest;
        var uses = history.Attempts.Where(attempt => attempt.Started.Plan == digest).ToArray();
        if (uses.FirstOrDefault(attempt => !runs.Contains(attempt.Started.Run)) is not { } first)
        {
            return null;
        }

        var run = first.Started.Run;
        var isOpen =
            uses.Any(attempt => attempt.Outcome != AttemptOutcome.Succeeded)
            || plan.Components.Any(part =>
                !part.Changes.IsEmpty && !Array.Exists(uses, attempt => attempt.Started.Component == part.Component)
            );
        return $"{first.Started.Who} applied it on {Moment.Text(first.Started.At)} in run {run}, and a plan is applied at most once. "
            + (
                isOpen
                    ? $"Go on with that run: ./build.sh --target=Deploy --resume={run}; or make a new plan"
                    : "Make a new plan"
            );
    }

    private static string Commit(string? commit) =>
        commit is null ? "no commit"
        : commit.EndsWith(Dirty, StringComparison.Ordinal)
            ? $"commit {commit[..^Dirty.Length]} with changes that are not committed"
        : $"commit {commit}";

    private const string Dirty = "+changes";
}

using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>
/// Which step of the history a rollback goes back to: the newest that is older than where the last one stands, was good, differs from what is there, and
/// has nothing that a rollback went back from. Where a rollback stands is the step that it went back to, however it ended: so one after the other goes
/// further back, and comes to an end.
/// </summary>
public abstract record LastGood
{
    private LastGood() { }

    /// <summary>There is one.</summary>
    public sealed record Found(RollbackStep Step) : LastGood;

    /// <summary>There is none, or it is not known which.</summary>
    public sealed record None(string Why) : LastGood;

    /// <summary>Chooses.</summary>
    /// <param name="scope">What goes back.</param>
    /// <param name="history">All attempts in the environment.</param>
    /// <param name="there">What is there now of the scope, or may be there.</param>
    /// <param name="fits">
    /// Whether what was there of a whole environment fits together: a deployment of one component may have left behind what no longer takes it.
    /// </param>
    public static LastGood Of(
        RollbackScope scope,
        DeploymentHistory history,
        IReadOnlyDictionary<string, SetMember> there,
        Func<IReadOnlyDictionary<string, SetMember>, bool> fits
    )
    {
        var steps = RollbackSteps.Of(scope, history);
        if (steps.IsEmpty)
        {
            return new None(
                $"the ledger of {history.Environment} has no deployment of {Noun(scope)} since it was removed"
            );
        }

        var taken = TakenBack.Of(history);
        var position = Position(steps);
        for (var at = position - 1; at >= 0; at--)
        {
            var step = steps[at];
            if (
                step.IsRollback
                || !step.IsGood
                || !Differs(step, there, history, taken)
                || (scope.Kind == RollbackKind.Environment && !fits(step.Members))
            )
            {
                continue;
            }

            return DoubtAfter(step.At, scope, history) is { } doubt ? new None(Doubtful(doubt)) : new Found(step);
        }

        return DoubtAfter(0, scope, history) is { } torn
            ? new None(Doubtful(torn))
            : new None(Nothing(scope, history, steps, position, taken, there));
    }

    /// <summary>What a step says is to be there of each component that is there now. What was removed since it does not come back.</summary>
    public static IEnumerable<(SetMember From, SetMember To)> Pairs(
        RollbackStep step,
        IReadOnlyDictionary<string, SetMember> there,
        DeploymentHistory history
    )
    {
        var removed = new HashSet<string>(StringComparer.Ordinal);
        for (var at = step.At; at < history.Attempts.Length; at++)
        {
            if (
                history.Attempts[at] is { Outcome: AttemptOutcome.Succeeded, Started.Action: LedgerAction.Destroy } gone
            )
            {
                removed.Add(gone.Started.Component);
            }
        }

        return from member in step.Members.Values
            where !removed.Contains(member.Component)
            let now = there.GetValueOrDefault(member.Component)
            where now is not null
            select (now, member);
    }

    private static int Position(ImmutableArray<RollbackStep> steps)
    {
        var last = steps[^1];
        for (var at = 0; last.WentTo is not null && at < steps.Length; at++)
        {
            if (steps[at].Id == last.WentTo)
            {
                return at;
            }
        }

        return steps.Length - 1;
    }

    private static bool Differs(
        RollbackStep step,
        IReadOnlyDictionary<string, SetMember> there,
        DeploymentHistory history,
        TakenBack taken
    )
    {
        var changes = Pairs(step, there, history).Where(pair => pair.From.Digest != pair.To.Digest).ToArray();
        return changes.Length > 0 && !changes.Any(change => taken.Contains(change.To));
    }

    /// <summary>A line that cannot be read may be an attempt on what goes back, after which something else counts.</summary>
    private static LedgerDoubt? DoubtAfter(int at, RollbackScope scope, DeploymentHistory history) =>
        history.Doubts.LastOrDefault(doubt =>
            doubt.After >= at
            && (doubt.Component is null || scope.Kind != RollbackKind.Component || doubt.Component == scope.Name)
        );

    private static string Doubtful(LedgerDoubt doubt) => DoubtWriter.Line(doubt);

    private static string Nothing(
        RollbackScope scope,
        DeploymentHistory history,
        ImmutableArray<RollbackStep> steps,
        int position,
        TakenBack taken,
        IReadOnlyDictionary<string, SetMember> there
    )
    {
        var stands = steps[position];
        var before = steps.Take(position).Where(step => step is { IsGood: true, IsRollback: false }).ToArray();
        var left = before.LastOrDefault(step =>
            Pairs(step, there, history).Any(pair => pair.From.Digest != pair.To.Digest && taken.Contains(pair.To))
        );
        var what =
            $"before run {stands.Run} ({Moment.Text(stands.When)}) the ledger has nothing else of {Noun(scope)} that was good";
        return left is null
            ? what
            : $"{what}, but for what run {left.Run} deployed, from which a later rollback went back";
    }

    private static string Noun(RollbackScope scope) =>
        scope.Kind == RollbackKind.Environment ? "the environment" : scope.Noun;
}

using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>Decides what a rollback does.</summary>
public static class RollbackDecision
{
    /// <summary>Decides.</summary>
    public static RollbackPlan Of(RollbackQuestion question)
    {
        var state = LedgerState.From(question.History);
        var all = Members(state.Components.Values);
        var there = InScope(question, state, all);
        if (there.IsEmpty)
        {
            return Refuse(RollbackRefusals.NothingThere(question, state));
        }

        if (RollbackRefusals.Unknown(question, state, there.Keys) is { } unknown)
        {
            return Refuse(unknown);
        }

        var found = question.Resumed is { } resumed
            ? Resumed(question, resumed.To)
            : LastGood.Of(question.Scope, question.History, there, members => Fits(question, members));
        if (found is LastGood.None none)
        {
            return Refuse(RollbackRefusals.Nothing(question, none.Why));
        }

        var step = ((LastGood.Found)found).Step;
        var because =
            question.Resumed?.Because ?? Prose.FirstLine(question.Note ?? Because(question, state, there.Keys));
        var changes = Changes(question, state, step, there, because);
        if (changes.IsEmpty)
        {
            return Refuse(
                RollbackRefusals.Nothing(question, $"nothing that run {step.Run} left there is there any longer")
            );
        }

        var back = LastGood.Pairs(step, there, question.History).Select(pair => pair.To.Component).ToHashSet();
        if (RollbackRefusals.Breaks(question, all, changes) is { } breaks)
        {
            return Refuse(breaks);
        }

        var evidence = question.Resumed is null
            ? RollbackEvidence.Of(state.Environment, all, changes, question.Pinned, question.Verdicts)
            : null;
        return evidence is { IsTested: false } && !question.Force
            ? Refuse(RollbackRefusals.Untested(question, evidence, step))
            : new RollbackPlan.Ready(question.Scope, state.Environment, step, because)
            {
                Changes = changes,
                Units = Units(question, state, step, changes, because),
                Order = RollbackOrder.Of(changes, question.RelationsOf),
                Stays = [.. there.Values.Where(member => !back.Contains(member.Component))],
                Evidence = evidence,
            };
    }

    private static RollbackPlan.Refused Refuse(string why) => new(PlatformException.Refused(why));

    private static ImmutableSortedDictionary<string, SetMember> Members(IEnumerable<ComponentState> states) =>
        states
            .Select(state => state.Member)
            .OfType<SetMember>()
            .ToImmutableSortedDictionary(member => member.Component, member => member, StringComparer.Ordinal);

    /// <summary>What is there, or may be there, of what goes back.</summary>
    private static ImmutableSortedDictionary<string, SetMember> InScope(
        RollbackQuestion question,
        LedgerState state,
        ImmutableSortedDictionary<string, SetMember> all
    )
    {
        var (kind, name) = question.Scope;
        var unit = kind == RollbackKind.Unit ? state.Units.GetValueOrDefault(name)?.Started.Members : null;
        return kind switch
        {
            RollbackKind.Component => all.RemoveRange(all.Keys.Where(component => component != name)),
            RollbackKind.Unit => all.RemoveRange(
                all.Keys.Where(component => unit?.Any(member => member.Component == component) != true)
            ),
            _ => all,
        };
    }

    /// <summary>Whether each requirement that is known is met.</summary>
    private static bool Fits(RollbackQuestion question, IReadOnlyDictionary<string, SetMember> members) =>
        members.Values.All(member =>
            (question.RelationsOf(member)?.Requires.Values ?? []).All(requirement =>
                members.GetValueOrDefault(requirement.Component) is { } there
                && requirement.Range.Contains(there.Version)
            )
        );

    private static LastGood Resumed(RollbackQuestion question, string to) =>
        RollbackSteps.Of(question.Scope, question.History).FirstOrDefault(step => step.Id == to) is { } step
            ? new LastGood.Found(step)
            : new LastGood.None($"the ledger no longer has {to}, to which the run that goes on went back");

    private static string Because(RollbackQuestion question, LedgerState state, IEnumerable<string> components)
    {
        if (question.Scope.Kind == RollbackKind.Unit && state.Units[question.Scope.Name] is { } unit)
        {
            return unit.Outcome == AttemptOutcome.Succeeded
                ? $"it was asked for, although {UnitAttemptWriter.Write(unit)}"
                : UnitAttemptWriter.Write(unit);
        }

        var attempts = components.Select(component => state[component].LastAttempt).OfType<Attempt>().ToArray();
        return Array.Find(attempts, attempt => attempt.Outcome != AttemptOutcome.Succeeded) is { } bad
                ? AttemptWriter.Write(bad)
            : question.Scope.Kind == RollbackKind.Component
                ? $"it was asked for, although {AttemptWriter.Write(attempts[0])}"
            : "it was asked for, although everything there succeeded";
    }

    private static ImmutableArray<RollbackChange> Changes(
        RollbackQuestion question,
        LedgerState state,
        RollbackStep step,
        ImmutableSortedDictionary<string, SetMember> there,
        string because
    )
    {
        var pairs = LastGood
            .Pairs(step, there, question.History)
            .ToDictionary(pair => pair.To.Component, StringComparer.Ordinal);
        var changed = pairs
            .Values.Where(pair =>
                pair.From.Digest != pair.To.Digest || state[pair.To.Component].Presence is not Presence.Deployed
            )
            .Select(pair => pair.To.Component)
            .ToArray();
        // What is deployed as one goes back as one; of the rest, what need not change is not touched. A run that goes on is about what it was about.
        var whole =
            question.Resumed is not null ? question.ResumedComponents.Where(pairs.ContainsKey)
            : question.Scope.Kind == RollbackKind.Unit ? pairs.Keys
            : question.Units.Of(changed).SelectMany(unit => unit.Members).Where(pairs.ContainsKey);
        var run = question.Scope.Kind == RollbackKind.Environment ? step.Id : null;
        return
        [
            .. whole
                .Order(StringComparer.Ordinal)
                .Select(component => new RollbackChange(
                    pairs[component].From,
                    pairs[component].To,
                    new RollbackReference(
                        state[component].LastAttempt!.Started.Attempt,
                        question.Scope.Kind == RollbackKind.Component
                            ? step.Id
                            : Before(question.History, step, pairs[component].To),
                        run,
                        because
                    )
                )),
        ];
    }

    /// <summary>The attempt that deployed what comes back.</summary>
    private static string? Before(DeploymentHistory history, RollbackStep step, SetMember to) =>
        history
            .Attempts.Take(step.At)
            .LastOrDefault(attempt =>
                attempt
                    is { Outcome: AttemptOutcome.Succeeded, Started: { Action: LedgerAction.Deploy, Rollback: null } }
                && attempt.Started.Component == to.Component
                && attempt.Started.Digest == to.Digest
            )
            ?.Started.Attempt;

    private static ImmutableSortedDictionary<string, RollbackReference> Units(
        RollbackQuestion question,
        LedgerState state,
        RollbackStep step,
        ImmutableArray<RollbackChange> changes,
        string because
    ) =>
        question
            .Units.Of(changes.Select(change => change.Component))
            .Where(unit => unit.IsRecorded && state.Units.ContainsKey(unit.Name))
            .ToImmutableSortedDictionary(
                unit => unit.Name,
                unit =>
                    question.Scope.Kind == RollbackKind.Unit
                        ? new RollbackReference(state.Units[unit.Name].Started.Attempt, step.Id, null, because)
                        : new RollbackReference(
                            state.Units[unit.Name].Started.Attempt,
                            Before(question.History, step, unit, changes),
                            step.Id,
                            because
                        ),
                StringComparer.Ordinal
            );

    private static string? Before(
        DeploymentHistory history,
        RollbackStep step,
        DeploymentUnit unit,
        ImmutableArray<RollbackChange> changes
    )
    {
        var members = changes
            .Where(change => unit.Members.Contains(change.Component))
            .Select(change => change.To)
            .ToHashSet();
        return history
            .Units.LastOrDefault(attempt =>
                attempt.Started.Unit == unit.Name
                && attempt is { IsDeployed: true, Started.Rollback: null }
                && attempt.After < step.At
                && members.SetEquals(attempt.Members)
            )
            ?.Started.Attempt;
    }
}

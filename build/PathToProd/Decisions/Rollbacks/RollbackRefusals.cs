using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>Why a rollback does nothing, in prose, and what would help.</summary>
internal static class RollbackRefusals
{
    private const string Target = "Rollback";

    /// <summary>There is nothing there that could go back.</summary>
    public static string NothingThere(RollbackQuestion question, LedgerState state)
    {
        var (environment, scope) = (state.Environment, question.Scope);
        return scope.Kind switch
        {
            RollbackKind.Component when state[scope.Name].Presence is Presence.Destroyed { By: var removal } =>
                $"There is no {scope.Name} in {environment}: run {removal.Started.Run} removed it, and a rollback brings nothing back that was removed. "
                    + $"Deploy it: {CommandLine.Of("Deploy", [scope.Name], environment)}",
            RollbackKind.Component =>
                $"There is no {scope.Name} in {environment}: it was never deployed there. Deploy it: {CommandLine.Of("Deploy", [scope.Name], environment)}",
            RollbackKind.Unit when state.Units.ContainsKey(scope.Name) =>
                $"There is nothing of {scope.Noun} in {environment}: it was removed, and a rollback brings nothing back that was removed.",
            RollbackKind.Unit =>
                $"There is nothing to go back to: {scope.Noun} {(scope.Name == DeploymentUnit.Everything ? "were" : "was")} never deployed to {environment} as one.",
            _ =>
                $"Nothing runs in {environment}: {(state.Components.IsEmpty ? "nothing was ever deployed there" : "everything there was destroyed")}.",
        };
    }

    /// <summary>Why it is not known what is there, as far as that prevents a rollback; null when it does not.</summary>
    public static string? Unknown(RollbackQuestion question, LedgerState state, IEnumerable<string> components)
    {
        if (UnknownUnit(question, state) is { } unit)
        {
            return unit;
        }

        var attempts = components
            .Select(component => (state[component].Presence as Presence.Unknown)?.Because)
            .OfType<Attempt>()
            .ToArray();
        var environment = state.Environment;
        if (Array.FindAll(attempts, one => one.Outcome == AttemptOutcome.InProgress) is { Length: > 0 } busy)
        {
            return $"Because {Prose.Clauses([.. busy.Select(AttemptWriter.Write)])}, nothing goes back. Wait for that to end.";
        }

        if (Array.FindAll(attempts, one => one.Started.Action == LedgerAction.Destroy) is { Length: > 0 } removals)
        {
            string[] names = [.. removals.Select(one => one.Started.Component)];
            return $"Because {Prose.Clauses([.. removals.Select(AttemptWriter.Write)])}, nothing goes back. "
                + $"Finish the removal ({CommandLine.Of("Destroy", names, environment)}), or deploy {Prose.List(names)} again.";
        }

        if (question.Force || question.Resumed is not null)
        {
            return null;
        }

        var interrupted = Array.FindAll(attempts, one => one.Outcome == AttemptOutcome.Interrupted);
        return interrupted.Length == 0
            ? null
            : NotKnown(question, Prose.Clauses([.. interrupted.Select(AttemptWriter.Write)]), environment);
    }

    private static string? UnknownUnit(RollbackQuestion question, LedgerState state)
    {
        if (
            question.Scope.Kind != RollbackKind.Unit
            || state.Units.GetValueOrDefault(question.Scope.Name) is not { } unit
        )
        {
            return null;
        }

        if (unit.Outcome == AttemptOutcome.InProgress)
        {
            return $"Because {UnitAttemptWriter.Write(unit)}, nothing goes back. Wait for that to end.";
        }

        return unit.Outcome == AttemptOutcome.Interrupted && !question.Force && question.Resumed is null
            ? NotKnown(question, UnitAttemptWriter.Write(unit), state.Environment)
            : null;
    }

    private static string NotKnown(RollbackQuestion question, string because, string environment) =>
        $"Because {because}, it is not known what is there, and nothing goes back. "
        + $"Go on with that run (--resume), deploy again, or go back anyway: {Command(question, environment)} --force";

    /// <summary>There is nothing that it could go back to, or it is not known what.</summary>
    public static string Nothing(RollbackQuestion question, string why) =>
        $"There is nothing to go back to{With(question.Scope)} in {question.History.Environment}: {why}. Nothing was touched. "
        + $"{CommandLine.Of("History", [], question.History.Environment)} has all attempts; deploy a version by its name with Deploy.";

    private static string With(RollbackScope scope) =>
        scope.Kind == RollbackKind.Environment ? "" : $" with {scope.Noun}";

    /// <summary>What stays and what would come back do not fit; null when they do.</summary>
    public static string? Breaks(
        RollbackQuestion question,
        ImmutableSortedDictionary<string, SetMember> all,
        ImmutableArray<RollbackChange> changes
    )
    {
        var environment = question.History.Environment;
        var back = changes.ToDictionary(change => change.Component, StringComparer.Ordinal);
        var causes = new List<string>();
        foreach (var stays in all.Values.Where(member => !back.ContainsKey(member.Component)))
        {
            if (question.RelationsOf(stays) is not { } relations)
            {
                if (!question.Force)
                {
                    causes.Add(
                        $"{environment} has {stays.Component} {stays.Version}, and what it requires is not known, as no store has its artifact"
                    );
                }

                continue;
            }

            causes.AddRange(
                from requirement in relations.Requires.Values
                let change = back.GetValueOrDefault(requirement.Component)
                where change is { IsChange: true } && !requirement.Range.Contains(change.To.Version)
                select $"{environment} has {stays.Component} {stays.Version}, which requires {requirement.Component} {requirement.Range.Text}"
            );
        }

        causes.AddRange(
            from change in changes
            where change.IsChange
            from requirement in question.RelationsOf(change.To)?.Requires.Values ?? []
            let there = back.GetValueOrDefault(requirement.Component)?.To
                ?? all.GetValueOrDefault(requirement.Component)
            where there is null || !requirement.Range.Contains(there.Version)
            select $"{change.Component} {change.To.Version} requires {requirement.Component} {requirement.Range.Text}, and {environment} "
                + (there is null ? $"has no {requirement.Component}" : $"has {there.Component} {there.Version}")
        );
        if (causes.Count == 0)
        {
            return null;
        }

        var goes = Prose.List([
            .. changes.Where(change => change.IsChange).Select(change => $"{change.Component} {change.To.Version}"),
        ]);
        var remedy =
            question.Scope.Kind == RollbackKind.Environment
                ? "Deploy versions of what stays that fit first."
                : $"Roll back all of the environment: {CommandLine.Of(Target, [], environment)}";
        return $"Because {Prose.List(causes, ", and because")}, it does not go back to {goes}. {remedy}";
    }

    /// <summary>The step back was not tested, or failed its test.</summary>
    public static string Untested(RollbackQuestion question, RollbackEvidence evidence, RollbackStep step)
    {
        var environment = question.History.Environment;
        var path = new TestedPath(
            evidence.From,
            evidence.To,
            evidence.Cell,
            evidence.Path,
            question.EvidenceFile,
            question.Now
        );
        return $"Because the step back is not known to work, nothing was touched. {MatrixPathReport.Sentence(path)}\n"
            + $"Go back to what run {step.Run} left there anyway: {Command(question, environment)} --force";
    }

    private static string Command(RollbackQuestion question, string environment) =>
        CommandLine.Of(
            Target,
            question.Scope.Kind == RollbackKind.Environment || question.Scope.Name == DeploymentUnit.Everything
                ? []
                : [question.Scope.Name],
            environment
        );
}

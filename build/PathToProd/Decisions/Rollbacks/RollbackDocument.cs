using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Rollbacks;

[Description("What a rollback goes back to, why, and what became of it.")]
internal sealed record RollbackDocument(
    string Environment,
    [Description("What goes back: environment, component NAME, or unit NAME for a group or, as all, a version set.")]
        string Scope,
    string Because,
    RolledBackToPart To,
    [Description("By name; those of a unit that need not change too.")] ImmutableArray<RollbackChangePart> Components,
    [Description("What is there and stays, as it was not there then.")] ImmutableArray<RollbackMemberPart> Stays,
    [Description("What is known of the step; left out when a run goes on.")] RollbackStepPart? Step,
    [Description("What became of it; left out with --dry-run.")] RunDocument? Run
)
{
    public static RollbackDocument Of(RollbackPlan.Ready plan, RunResult? result, DateTimeOffset now, string file) =>
        new(
            plan.Environment,
            plan.Scope.Text,
            plan.Because,
            new RolledBackToPart(plan.To.Id, plan.To.Run, plan.To.Set, plan.To.When.ToUniversalTime()),
            [.. plan.Changes.Select(change => RollbackChangePart.Of(change, plan.Order))],
            [.. plan.Stays.Select(RollbackMemberPart.Of)],
            plan.Evidence is { } evidence ? RollbackStepPart.Of(evidence, now, file) : null,
            result is null ? null : RunDocument.Of(result)
        );
}

internal sealed record RolledBackToPart(
    [Description("The attempt that it goes back to; of an environment the run after which it was so.")] string Id,
    string Run,
    [Description("The version set that all of it was deployed from.")] string? Set,
    DateTimeOffset At
);

internal sealed record RollbackChangePart(
    string Component,
    RollbackMemberPart From,
    RollbackMemberPart To,
    [Description("What has to go back before it, as it does not take the older version.")] ImmutableArray<string> After
)
{
    public static RollbackChangePart Of(RollbackChange change, RollbackOrder order) =>
        new(
            change.Component,
            RollbackMemberPart.Of(change.From),
            RollbackMemberPart.Of(change.To),
            [.. order.Turned.Where(turned => turned.Required == change.Component).Select(turned => turned.Dependent)]
        );
}

internal sealed record RollbackMemberPart(string Component, string Version, string Digest)
{
    public static RollbackMemberPart Of(SetMember member) =>
        new(member.Component, member.Version.ToString(), member.Digest.ToString());
}

internal sealed record RollbackStepPart(
    [Description("The set that the evidence is about, or what is there.")] string From,
    string To,
    MatrixCellPart Answer,
    [Description("The shortest path over tested steps; left out when there is none.")] IReadOnlyList<string>? Path
)
{
    public static RollbackStepPart Of(RollbackEvidence evidence, DateTimeOffset now, string file) =>
        new(
            evidence.From.Name,
            evidence.To.Name,
            MatrixCellPart.Of(evidence.Cell, now, file),
            evidence.Path is { } path ? [.. path.Select(set => set.Name)] : null
        );
}

using System.Collections.Immutable;

namespace PathToProd.Facts.Ledger;

/// <summary>What a run that is a rollback records with its attempts.</summary>
/// <param name="Components">By component.</param>
/// <param name="Units">By the name of the group, or <c>all</c>.</param>
public sealed record RollbackReferences(
    ImmutableSortedDictionary<string, RollbackReference> Components,
    ImmutableSortedDictionary<string, RollbackReference> Units
)
{
    /// <summary>Of a run that is no rollback.</summary>
    public static RollbackReferences None { get; } =
        new(
            ImmutableSortedDictionary<string, RollbackReference>.Empty,
            ImmutableSortedDictionary<string, RollbackReference>.Empty
        );

    /// <summary>Why an attempt may not start; null when it may: another run was there since the rollback was decided.</summary>
    /// <param name="state">What the ledger says now, under the component's lock.</param>
    /// <param name="run">The run that is about to start it.</param>
    public string? Overtaken(ComponentState state, string run) =>
        Components.GetValueOrDefault(state.Component) is { } rollback
        && state.LastAttempt is { Started: var last }
        && last.Attempt != rollback.Of
        && last.Run != run
            ? $"Run {last.Run} has {(last.Action == LedgerAction.Deploy ? "deployed" : "removed")} {state.Component} in {state.Environment} since this rollback "
                + "was decided. It was not touched. Look at what that run did (--target=History), then ask again."
            : null;
}

using System.Collections.Immutable;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Planning;

/// <summary>A stage of a component, and whether it has to run.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Decision">Whether it has to, and why.</param>
public sealed record PlannedStage(Stage Stage, StageDecision Decision)
{
    /// <summary>True when it has to run.</summary>
    public bool Runs => Decision is StageDecision.Run;

    /// <summary>A clause for people, without a full stop.</summary>
    public string Reason => Decision.Reason;

    /// <summary>What became of each of its inputs since it passed last; empty when nothing did, or that is not known.</summary>
    public ImmutableArray<InputChange> Changes => Decision.Changes;
}

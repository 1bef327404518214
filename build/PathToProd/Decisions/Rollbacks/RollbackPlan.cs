using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What a rollback does, or why it does nothing.</summary>
public abstract record RollbackPlan
{
    private RollbackPlan() { }

    /// <summary>Nothing is touched.</summary>
    public sealed record Refused(PlatformException Why) : RollbackPlan;

    /// <summary>It can start.</summary>
    /// <param name="Scope">What goes back.</param>
    /// <param name="Environment">Where.</param>
    /// <param name="To">The step of the history that it goes back to.</param>
    /// <param name="Because">Why, in one line.</param>
    public sealed record Ready(RollbackScope Scope, string Environment, RollbackStep To, string Because) : RollbackPlan
    {
        /// <summary>What it does to each component, by name.</summary>
        public required ImmutableArray<RollbackChange> Changes { get; init; }

        /// <summary>What the ledger says of each unit, by name.</summary>
        public ImmutableSortedDictionary<string, RollbackReference> Units { get; init; } =
            ImmutableSortedDictionary<string, RollbackReference>.Empty;

        /// <summary>In which order.</summary>
        public required RollbackOrder Order { get; init; }

        /// <summary>What is there and stays, as it was not there at that step; of an environment or a unit only.</summary>
        public ImmutableArray<SetMember> Stays { get; init; } = [];

        /// <summary>What is known of the step; null for a run that goes on, in the middle of it.</summary>
        public RollbackEvidence? Evidence { get; init; }

        /// <summary>What comes back, as a version set: with its name when it was deployed from one.</summary>
        public VersionSet Set =>
            new()
            {
                Name = To.Set ?? Environment,
                Members = Changes.ToImmutableSortedDictionary(
                    change => change.Component,
                    change => change.To,
                    StringComparer.Ordinal
                ),
            };

        /// <summary>What the journal keeps of it.</summary>
        public RollbackAsked Asked => new(Scope.Text, To.Id, Because);
    }
}

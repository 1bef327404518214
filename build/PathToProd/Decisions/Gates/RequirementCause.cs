using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Gates;

/// <summary>Why a requirement is not met in an environment.</summary>
public abstract record RequirementCause
{
    private RequirementCause() { }

    /// <summary>The component that has the requirement.</summary>
    public required ComponentManifest RequiredBy { get; init; }

    /// <summary>What it requires.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>What the workspace could deploy; null when it has no such component.</summary>
    public required ComponentManifest? Available { get; init; }

    /// <summary>Whether deploying what the workspace has would meet the requirement.</summary>
    public bool CanBeDeployed => Available is not null && Fits(Available.Version);

    /// <summary>The run that is changing what is required right now; null when none is.</summary>
    public string? RunInProgress =>
        this switch
        {
            NotSucceeded { Last: { Outcome: AttemptOutcome.InProgress, Started.Run: var run } } => run,
            UnitNotSucceeded { Last: { Outcome: AttemptOutcome.InProgress, Started.Run: var run } } => run,
            _ => null,
        };

    /// <summary>The name of the lock which the run holds that is changing what is required.</summary>
    public string LockName =>
        this switch
        {
            NotSucceeded { Last.Started.Unit.Name: var unit } => DeploymentUnit.LockNameOf(unit),
            UnitNotSucceeded { Last.Started.Unit: var unit } => DeploymentUnit.LockNameOf(unit),
            _ => Requirement.Component,
        };

    /// <summary>The key of the manifest that says it.</summary>
    internal virtual string Key => "requires";

    /// <summary>Whether a version of the other component meets it.</summary>
    private protected virtual bool Fits(SemVersion version) => Requirement.Range.Contains(version);

    /// <summary>There was never an attempt to deploy it.</summary>
    public sealed record NeverDeployed : RequirementCause;

    /// <summary>It was destroyed.</summary>
    /// <param name="By">The attempt that did so.</param>
    public sealed record Destroyed(Attempt By) : RequirementCause;

    /// <summary>The last attempt did not succeed, or is still going on.</summary>
    /// <param name="Last">The attempt.</param>
    public sealed record NotSucceeded(Attempt Last) : RequirementCause;

    /// <summary>It is there, and the last attempt on the unit that it belongs to did not succeed as a whole, or is still going on.</summary>
    /// <param name="Last">The unit's attempt.</param>
    public sealed record UnitNotSucceeded(UnitAttempt Last) : RequirementCause;

    /// <summary>A line of the ledger that cannot be read may be an attempt that changed it.</summary>
    /// <param name="Doubt">The line.</param>
    public sealed record InDoubt(LedgerDoubt Doubt) : RequirementCause;

    /// <summary>
    /// What must not be there, or only in some versions, may be there: a line of the ledger that cannot be read may be an attempt
    /// that changed it. It may as well be gone, so it is never deployed only to lift that.
    /// </summary>
    /// <param name="Doubt">The line.</param>
    /// <param name="IsConflict">Whether it must not be there; else it is optional.</param>
    public sealed record MayBeThere(LedgerDoubt Doubt, bool IsConflict) : RequirementCause
    {
        internal override string Key => IsConflict ? "conflicts" : "optional";

        private protected override bool Fits(SemVersion version) => false;
    }

    /// <summary>Another version is there.</summary>
    /// <param name="Deployed">The version that is there.</param>
    public sealed record OutOfRange(SemVersion Deployed) : RequirementCause;

    /// <summary>It was deployed, and is no longer there.</summary>
    /// <param name="Deployment">The deployment.</param>
    public sealed record Gone(Deployment Deployment) : RequirementCause;

    /// <summary>What is there would do, but another component of the same run needs it to be deployed again, in a version that would not.</summary>
    /// <param name="Because">The component that needs it again, or null when the user asked for it.</param>
    public sealed record WouldLeaveRange(ComponentManifest? Because) : RequirementCause;

    /// <summary>What is required only where it is there is there, in another version.</summary>
    /// <param name="Deployed">The version that is there.</param>
    public sealed record OptionalOutOfRange(SemVersion Deployed) : RequirementCause
    {
        internal override string Key => "optional";
    }

    /// <summary>What is required only where it is there is deployed in the same run, in another version.</summary>
    public sealed record OptionalWouldLeaveRange : RequirementCause
    {
        internal override string Key => "optional";
    }

    /// <summary>A version is there that must not be there together with the component.</summary>
    /// <param name="Deployed">The version that is there.</param>
    public sealed record Conflict(SemVersion Deployed) : RequirementCause
    {
        internal override string Key => "conflicts";

        private protected override bool Fits(SemVersion version) => !Requirement.Range.Contains(version);
    }

    /// <summary>A version is deployed in the same run that must not be there together with the component.</summary>
    public sealed record WouldConflict : RequirementCause
    {
        internal override string Key => "conflicts";

        private protected override bool Fits(SemVersion version) => !Requirement.Range.Contains(version);
    }

    /// <summary>The component is there, is not deployed in this run, and must not be there together with one that is.</summary>
    public sealed record WouldConflictWithDeployed : RequirementCause
    {
        internal override string Key => "conflicts";

        private protected override bool Fits(SemVersion version) => !Requirement.Range.Contains(version);
    }

    /// <summary>The environment holds the component itself in a range, and what is to be deployed is not in it.</summary>
    /// <param name="Hold">The hold; <see cref="Requirement"/> is the component and the range.</param>
    /// <param name="Where">Where the environment says it.</param>
    public sealed record Held(Hold Hold, SourcePosition Where) : RequirementCause
    {
        internal override string Key => "holds";
    }
}

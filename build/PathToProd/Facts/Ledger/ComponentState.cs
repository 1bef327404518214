using PathToProd.Facts.VersionSets;

namespace PathToProd.Facts.Ledger;

/// <summary>What the ledger says about one component in one environment.</summary>
/// <param name="Component">The component.</param>
/// <param name="Environment">The environment.</param>
/// <param name="LastAttempt">The attempt that started last; null when there was none.</param>
/// <param name="LastDeployment">The last deployment that succeeded, even when it was destroyed since; null when none did.</param>
/// <param name="Presence">What is there now.</param>
public sealed record ComponentState(
    string Component,
    string Environment,
    Attempt? LastAttempt,
    Deployment? LastDeployment,
    Presence Presence
)
{
    /// <summary>
    /// The last attempt on a group or a whole version set that has this component among its members, unless the component was deployed or removed by
    /// itself since; null if none. It can have failed although this component's own part did not.
    /// </summary>
    public UnitAttempt? Unit { get; init; }

    /// <summary>What is there, or may be after an attempt that did not succeed, as a version set would name it; null when there is none, or none that is known.</summary>
    public SetMember? Member => MemberOf(Presence);

    /// <summary>The state of a component that was never attempted.</summary>
    public static ComponentState Never(string component, string environment) =>
        new(component, environment, LastAttempt: null, LastDeployment: null, new Presence.Nothing());

    /// <summary>The state once an attempt is taken into account.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="unit">The attempt on a unit that it is a part of; null for one by itself.</param>
    internal ComponentState After(Attempt attempt, UnitAttempt? unit) => Taking(attempt) with { Unit = unit };

    private ComponentState Taking(Attempt attempt)
    {
        if (attempt is not { Outcome: AttemptOutcome.Succeeded, Ended: { } ended })
        {
            return this with { LastAttempt = attempt, Presence = new Presence.Unknown(attempt) };
        }

        if (attempt.Started.Action == LedgerAction.Destroy)
        {
            return this with { LastAttempt = attempt, Presence = new Presence.Destroyed(attempt) };
        }

        var deployment = Deployment.Of(attempt.Started, ended, LastDeployment);
        return this with
        {
            LastAttempt = attempt,
            LastDeployment = deployment,
            Presence = new Presence.Deployed(deployment),
        };
    }

    /// <summary>The state once a line is taken into account that cannot be read and may be about this component.</summary>
    internal ComponentState After(LedgerDoubt doubt) =>
        this with
        {
            Presence = new Presence.InDoubt(
                doubt,
                Presence is Presence.InDoubt { Before: var before } ? before : Presence
            ),
        };

    private static SetMember? MemberOf(Presence presence) =>
        presence switch
        {
            Presence.Deployed { Deployment: var there } => new SetMember(there.Component, there.Version, there.Digest),
            Presence.Unknown { Because.Started: var started } => new SetMember(
                started.Component,
                started.Version,
                started.Digest
            ),
            Presence.InDoubt { Before: var before } => MemberOf(before),
            _ => null,
        };
}

/// <summary>What is there of a component in an environment, as far as the ledger knows.</summary>
public abstract record Presence
{
    private Presence() { }

    /// <summary>The last attempt was a deployment, and it succeeded.</summary>
    public sealed record Deployed(Deployment Deployment) : Presence;

    /// <summary>There was never an attempt.</summary>
    public sealed record Nothing : Presence;

    /// <summary>The last attempt removed it.</summary>
    /// <param name="By">The attempt.</param>
    public sealed record Destroyed(Attempt By) : Presence;

    /// <summary>The last attempt did not succeed, or is still going on: what is there can be the old, the new, or half of each.</summary>
    /// <param name="Because">The attempt; its outcome is the reason.</param>
    public sealed record Unknown(Attempt Because) : Presence;

    /// <summary>A line that cannot be read, and that no later attempt followed, may be an attempt that changed it.</summary>
    /// <param name="Because">The line.</param>
    /// <param name="Before">What the lines that can be read say, which may have changed since.</param>
    public sealed record InDoubt(LedgerDoubt Because, Presence Before) : Presence;
}

using System.Collections.Immutable;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Drift;

/// <summary>Whether a component is in an environment as it was deployed, and what differs.</summary>
/// <param name="State">What the ledger says.</param>
/// <param name="Verdict">Whether it drifted.</param>
public sealed record ComponentDrift(ComponentState State, DriftVerdict Verdict)
{
    /// <summary>The component.</summary>
    public string Component => State.Component;

    /// <summary>The deployment that it is compared with; null when nothing is there, or it is not known what is.</summary>
    public Deployment? Deployment => (State.Presence as Presence.Deployed)?.Deployment;

    /// <summary>Why it is not known: a clause without a full stop, or a message of several lines. Null when it is known.</summary>
    public string? Because { get; init; }

    /// <summary>What drifted.</summary>
    public ImmutableArray<DriftFinding> Findings { get; init; } = [];

    /// <summary>What differs because a controller or a webhook owns it, which is not drift.</summary>
    public ImmutableArray<DriftFinding> Owned { get; init; } = [];

    /// <summary>Decides what the ledger alone says; null when the target has to be looked at.</summary>
    public static ComponentDrift? Of(ComponentState state) =>
        state.Presence switch
        {
            Presence.Unknown { Because: var attempt } => Unknown(state, AttemptWriter.Write(attempt)),
            Presence.InDoubt { Because: var doubt } => Unknown(
                state,
                DoubtWriter.Write(state.Component, state.Environment, doubt)
            ),
            Presence.Deployed => null,
            _ => new ComponentDrift(state, DriftVerdict.NothingThere),
        };

    /// <summary>Decides what a look at the target means.</summary>
    public static ComponentDrift Of(ComponentState state, TargetLook look) =>
        look switch
        {
            TargetLook.NotPossible(var because) => Unknown(state, because),
            TargetLook.Folder folder => Found(state, FolderDrift.Of(folder)),
            TargetLook.NoRelease(var name) => Found(
                state,
                [new DriftFinding(DriftKind.Gone, $"the Helm release {name}")]
            ),
            TargetLook.Resources resources => Found(state, ResourceDrift.Of(resources)) with
            {
                Owned = [.. ResourceDrift.OwnedByOthers(resources)],
            },
            TargetLook.State root => Found(state, StateDrift.Of(root)),
            _ => throw new ArgumentOutOfRangeException(nameof(look), look, "not a look"),
        };

    private static ComponentDrift Unknown(ComponentState state, string because) =>
        new(state, DriftVerdict.Unknown) { Because = because };

    private static ComponentDrift Found(ComponentState state, IEnumerable<DriftFinding> findings)
    {
        ImmutableArray<DriftFinding> all = [.. findings];
        return new ComponentDrift(state, all.IsEmpty ? DriftVerdict.None : DriftVerdict.Drifted) { Findings = all };
    }
}

using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>Whether a deployment has to run, and why, or why not.</summary>
/// <param name="Reason">A clause for people, without a full stop.</param>
public abstract record DeploymentDecision(string Reason)
{
    /// <summary>It has to run.</summary>
    public sealed record Run(string Reason) : DeploymentDecision(Reason);

    /// <summary>The very same is already there: nothing to do.</summary>
    public sealed record Unchanged(string Reason) : DeploymentDecision(Reason);

    /// <summary>
    /// Decides. Only a last attempt that succeeded, with the same artifact and the same values, that was seen to be
    /// still there, is reason enough to do nothing.
    /// </summary>
    /// <param name="state">What the ledger says about the component.</param>
    /// <param name="digest">The digest of the artifact that would be deployed.</param>
    /// <param name="values">The digest of the values that it would be deployed with.</param>
    /// <param name="stillThere">What a look at the target says.</param>
    /// <param name="force">Whether the user wants it to run whatever is there.</param>
    /// <param name="now">The current time, to say how long ago.</param>
    public static DeploymentDecision Decide(
        ComponentState state,
        string digest,
        string values,
        StillThere stillThere,
        bool force,
        DateTimeOffset now
    )
    {
        if (force)
        {
            return new Run("it was asked for with --force");
        }

        return state.Presence switch
        {
            Presence.Deployed { Deployment: var deployment } => Compare(deployment, digest, values, stillThere, now),
            Presence.Destroyed { By: var attempt } => new Run(
                $"it was removed from {state.Environment} {Moment.Age(attempt.At, now)} by run {attempt.Started.Run}"
            ),
            Presence.Unknown { Because: var attempt } => new Run(AttemptWriter.Write(attempt)),
            Presence.InDoubt { Because: var doubt } => new Run(
                DoubtWriter.Write(state.Component, state.Environment, doubt)
            ),
            _ => new Run($"{state.Environment} has no {state.Component}"),
        };
    }

    private static DeploymentDecision Compare(
        Deployment deployment,
        string digest,
        string values,
        StillThere stillThere,
        DateTimeOffset now
    )
    {
        var what = $"{deployment.Version} {ShortDigest.Text(deployment.Digest)}";
        var when = $"was deployed {Moment.Age(deployment.At, now)} by run {deployment.Run}";
        if (deployment.Digest != digest)
        {
            var also = deployment.Values != values ? ", and the values changed" : "";
            return new Run($"the artifact changed: {what} {when}, now it is {ShortDigest.Text(digest)}{also}");
        }

        return deployment.Values != values
            ? new Run($"the values changed since {what} {when}")
            : stillThere switch
            {
                StillThere.Yes => new Unchanged($"{what} {when}, and is still there"),
                StillThere.Gone => new Run($"{what} {when}, but is no longer there"),
                StillThere.Changed => new Run($"{what} {when}, but was changed since"),
                _ => new Run($"{what} {when}, but it is not known whether it is still there"),
            };
    }
}

/// <summary>What a look at the target says about something that the ledger says is deployed.</summary>
public enum StillThere
{
    /// <summary>It could not be checked.</summary>
    NotKnown,

    /// <summary>It is there, as it was deployed.</summary>
    Yes,

    /// <summary>It is there, and differs from what was deployed.</summary>
    Changed,

    /// <summary>It is not there, or not all of it.</summary>
    Gone,
}

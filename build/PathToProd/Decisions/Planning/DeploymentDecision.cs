using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>Whether Deploy has to run, and why, or why not.</summary>
public static class DeploymentDecision
{
    /// <summary>
    /// Decides. Only a last attempt that succeeded, with the same artifact and the same values, that was seen to be
    /// still there, is reason enough to do nothing.
    /// </summary>
    /// <param name="facts">What is known.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="now">The current time, to say how long ago.</param>
    public static StageDecision Of(DeploymentFacts facts, RunOptions options, DateTimeOffset now) =>
        facts switch
        {
            { Artifact: null, IsPossible: false } => Unchanged(facts, facts.NoArtifact),
            { Artifact: null } => Run(facts, facts.NoArtifact),
            _ when options.Force => Run(facts, "it was asked for with --force"),
            { State.Presence: Presence.Deployed { Deployment: var there } } => Compare(facts, there, now),
            { State.Presence: Presence.Destroyed { By: var attempt } } => Run(
                facts,
                $"it was removed from {facts.State.Environment} {Moment.Age(attempt.At, now)} by run {attempt.Started.Run}"
            ),
            { State.Presence: Presence.Unknown { Because: var attempt } } => Run(facts, AttemptWriter.Write(attempt)),
            { State.Presence: Presence.InDoubt { Because: var doubt } } => Run(
                facts,
                DoubtWriter.Write(facts.State.Component, facts.State.Environment, doubt)
            ),
            _ => Run(facts, $"{facts.State.Environment} has no {facts.State.Component}"),
        };

    private static StageDecision Compare(DeploymentFacts facts, Deployment there, DateTimeOffset now)
    {
        var what = $"{there.Version} {there.Digest.ShortText}";
        var when = $"was deployed {Moment.Age(there.At, now)} by run {there.Run}";
        if (there.Digest != facts.Artifact)
        {
            var also = there.Values != facts.Values ? ", and the values changed" : "";
            return Run(facts, $"the artifact changed: {what} {when}, now it is {facts.Artifact!.ShortText}{also}");
        }

        return there.Values != facts.Values
            ? Run(facts, $"the values changed since {what} {when}")
            : facts.StillThere switch
            {
                StillThere.Yes => Unchanged(facts, $"{what} {when}, and is still there"),
                StillThere.NotAsked => Unchanged(
                    facts,
                    $"{what} {when}, and is still there as far as this machine knows; Deploy asks the cluster"
                ),
                StillThere.Gone => Run(facts, $"{what} {when}, but is no longer there"),
                StillThere.Changed => Run(facts, $"{what} {when}, but was changed since"),
                _ => Run(facts, $"{what} {when}, but it is not known whether it is still there"),
            };
    }

    private static StageDecision.Run Run(DeploymentFacts facts, string reason) => new(reason, facts.Changes);

    private static StageDecision.Unchanged Unchanged(DeploymentFacts facts, string reason) =>
        new(reason, facts.Changes);
}

using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Pools;

/// <summary>What comparing an environment with its ledger means for the run that has leased it.</summary>
/// <param name="Text">What was found, as a sentence.</param>
/// <param name="NotPossible">Why it could not be compared, as a clause; null when it was.</param>
/// <param name="IsForced">Whether all of it has to be deployed again, as what is there is not what the ledger says.</param>
public sealed record MemberComparison(string Text, string? NotPossible, bool IsForced)
{
    /// <summary>
    /// Decides. What the run deploys again needs no look: the component of an attempt that was interrupted, and what cannot be looked at, where the run
    /// has it among its own. What it leaves as it is has to be known.
    /// </summary>
    /// <param name="drift">What was found.</param>
    /// <param name="ledger">What the ledger says.</param>
    /// <param name="isDeployedAgain">Whether the run can deploy a component again, or removes it, whatever is there.</param>
    public static MemberComparison Of(EnvironmentDrift drift, LedgerState ledger, Func<string, bool> isDeployedAgain)
    {
        var unseen = drift
            .Components.Where(component =>
                component.Verdict == DriftVerdict.Unknown && ledger[component.Component].Presence is Presence.Deployed
            )
            .ToArray();
        var name = drift.Environment;
        if (drift.NotDeployedUnknown is { } silence)
        {
            return Failed(name, $"it is not known what else is there: {FailureLine.Quoting(silence)}");
        }

        if (Array.Find(unseen, component => !isDeployedAgain(component.Component)) is { } blocking)
        {
            return Failed(name, Why(blocking));
        }

        string[] drifted = Names(drift, DriftVerdict.Drifted);
        string[] open = [.. Names(drift, DriftVerdict.Unknown).Except(unseen.Select(one => one.Component))];
        var isForced = drifted.Length + unseen.Length > 0;
        string[] found =
        [
            .. unseen.Select(Why),
            .. drifted.Length == 0
                ? Array.Empty<string>()
                : [$"{Prose.List(drifted)} {(drifted.Length == 1 ? "is" : "are")} not as deployed"],
        ];
        var text = isForced
            ? $"{string.Join("; ", found)}, so all of it is deployed again"
            : "what is there is what the ledger says";
        return new MemberComparison(
            $"{name} was compared with its ledger: {text}{Interrupted(open, again: true)}{Interrupted(open, again: false)}.",
            null,
            isForced
        );

        string Interrupted(string[] all, bool again) =>
            Array.FindAll(all, one => isDeployedAgain(one) == again) is { Length: > 0 } some
                ? $"; the last attempt at {Prose.List(some)} was interrupted, "
                    + (
                        !again ? "which its ledger keeps as unknown"
                        : some.Length == 1 ? "so it is deployed again"
                        : "so they are deployed again"
                    )
                : "";
    }

    private static string[] Names(EnvironmentDrift drift, DriftVerdict verdict) =>
        [.. drift.Components.Where(component => component.Verdict == verdict).Select(component => component.Component)];

    private static string Why(ComponentDrift component) =>
        $"{component.Component} could not be looked at: {FailureLine.Quoting(component.Because!).TrimEnd('.')}";

    /// <summary>It could not be compared.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="why">The message of what went wrong.</param>
    public static MemberComparison Failed(string environment, string why)
    {
        var line = FailureLine.Quoting(why).TrimEnd('.');
        return new MemberComparison(
            $"{environment} could not be compared with its ledger: {line}.",
            line,
            IsForced: false
        );
    }
}

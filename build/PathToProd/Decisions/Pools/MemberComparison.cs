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
    /// <summary>Decides. An attempt that was interrupted needs no look: its component is deployed again in any case.</summary>
    /// <param name="drift">What was found.</param>
    /// <param name="ledger">What the ledger says.</param>
    public static MemberComparison Of(EnvironmentDrift drift, LedgerState ledger)
    {
        var unseen = drift.Components.FirstOrDefault(component =>
            component.Verdict == DriftVerdict.Unknown && ledger[component.Component].Presence is Presence.Deployed
        );
        var name = drift.Environment;
        if (unseen is not null || drift.NotDeployedUnknown is not null)
        {
            var why = unseen is null
                ? $"it is not known what else is there: {drift.NotDeployedUnknown}"
                : $"{unseen.Component} could not be looked at: {unseen.Because}";
            return Failed(name, why);
        }

        string[] drifted =
        [
            .. drift
                .Components.Where(component => component.Verdict == DriftVerdict.Drifted)
                .Select(component => component.Component),
        ];
        string[] open =
        [
            .. drift
                .Components.Where(component => component.Verdict == DriftVerdict.Unknown)
                .Select(component => component.Component),
        ];
        var found =
            drifted.Length > 0
                ? $"{Prose.List(drifted)} {(drifted.Length == 1 ? "is" : "are")} not as deployed, so all of it is deployed again"
                : "what is there is what the ledger says";
        var rest =
            open.Length == 0
                ? ""
                : $"; the last attempt at {Prose.List(open)} was interrupted, so {(open.Length == 1 ? "it is" : "they are")} deployed again";
        return new MemberComparison($"{name} was compared with its ledger: {found}{rest}.", null, drifted.Length > 0);
    }

    /// <summary>It could not be compared.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="why">The message of what went wrong.</param>
    public static MemberComparison Failed(string environment, string why)
    {
        var line = FailureLine.Cut(why).TrimEnd('.');
        return new MemberComparison(
            $"{environment} could not be compared with its ledger: {line}.",
            line,
            IsForced: false
        );
    }
}

using System.Collections.Immutable;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.StandingUp;

/// <summary>
/// Whether a platform as a whole does what it is there for: each component is there in the version that was asked for, and what it made in the
/// cluster is ready. What is not known is not healthy.
/// </summary>
/// <param name="Findings">Everything for which it is not; empty for a healthy one.</param>
/// <param name="Components">How many components were looked at.</param>
/// <param name="Objects">How many objects of the cluster were looked at; null when there is no cluster.</param>
public sealed record PlatformHealth(ImmutableArray<HealthFinding> Findings, int Components, int? Objects)
{
    private const int MostShown = 20;

    /// <summary>Whether nothing is wrong with it.</summary>
    public bool IsHealthy => Findings.IsEmpty;

    /// <summary>Whether waiting may make it healthy.</summary>
    public bool MayPass => Findings.All(finding => finding.MayPass);

    /// <summary>What was looked at, as a clause.</summary>
    public string Counted =>
        $"{Prose.Count(Components, "component")} {(Components == 1 ? "is" : "are")} there"
        + (
            Objects is { } objects
                ? $", and {Prose.Count(objects, "object")} in the cluster {(objects == 1 ? "is" : "are")} ready"
                : ""
        );

    /// <summary>Decides.</summary>
    public static PlatformHealth Of(HealthFacts facts)
    {
        var objects = facts.Cluster?.Where(found => IsOurs(found, facts)).ToArray();
        return new PlatformHealth(
            [
                .. facts.Expected.Select(one => Finding(one.Key, one.Value, facts)).OfType<HealthFinding>(),
                .. facts.Silence is { } silence
                    ? [new HealthFinding("the cluster", $"it is not known what is there: {silence}") { MayPass = true }]
                    : Array.Empty<HealthFinding>(),
                .. (objects ?? []).Select(WorkloadHealth.Finding).OfType<HealthFinding>(),
            ],
            facts.Expected.Count,
            objects?.Length
        );
    }

    /// <summary>Everything for which it is not healthy, as a message.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="waited">How long it was waited for; zero when waiting was of no use.</param>
    public string Text(string environment, TimeSpan waited)
    {
        var lines = Findings.Take(MostShown).Select(finding => $"\n  {finding.What}: {finding.Why}");
        var more = Findings.Length > MostShown ? $"\n  and {Findings.Length - MostShown} more" : "";
        var after =
            waited > TimeSpan.Zero
                ? $" after {Duration.Text(TimeSpan.FromSeconds(Math.Round(waited.TotalSeconds)))}"
                : "";
        return $"Everything was deployed to {environment}, but as a whole it is not healthy{after}:{string.Concat(lines)}{more}";
    }

    private static bool IsOurs(FoundObject found, HealthFacts facts) =>
        found.Kind == "CustomResourceDefinition"
        || facts.Namespaces.Contains(found.Kind == "Namespace" ? found.Name : found.Namespace ?? "");

    private static HealthFinding? Finding(string component, Digest? expected, HealthFacts facts)
    {
        var why = facts.Ledger[component].Presence switch
        {
            Presence.Deployed { Deployment: var there } when expected is not null && there.Digest != expected =>
                $"run {there.Run} has deployed {there.Version} {there.Digest.ShortText} meanwhile",
            Presence.Deployed when facts.Gone.Contains(component) => "it is no longer there as it was deployed",
            Presence.Deployed => null,
            Presence.Unknown { Because: var attempt } => AttemptWriter.Write(attempt),
            Presence.InDoubt { Because: var doubt } => DoubtWriter.Write(component, facts.Ledger.Environment, doubt),
            Presence.Destroyed { By: var attempt } => $"run {attempt.Started.Run} has removed it meanwhile",
            _ => "the ledger does not have it",
        };
        return why is null ? null : new HealthFinding(component, why);
    }
}

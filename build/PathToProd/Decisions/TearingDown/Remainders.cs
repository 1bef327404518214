using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.TearingDown;

/// <summary>What may still cost money once an environment is torn down. What is not known may.</summary>
public static class Remainders
{
    /// <summary>What is looked for in a cluster, as kubectl names it.</summary>
    public const string Kinds = "persistentvolumes,services,ingresses.networking.k8s.io";

    /// <summary>What Kubernetes' service controller holds a Service with until its load balancer is gone.</summary>
    private const string LoadBalancerFinalizer = "service.kubernetes.io/load-balancer-cleanup";

    private const string BalancerPrefix = "the load balancer ";

    private const string TerraformNote = "a Terraform state with resources";

    /// <summary>All of it, each once.</summary>
    public static ImmutableArray<Remainder> Of(RemainderFacts facts) =>
        [
            .. (
                (IEnumerable<Remainder>)
                    [
                        .. facts.InCluster,
                        .. facts.Ledger.Components.Values.Select(Left).OfType<Remainder>(),
                        .. facts.NotDeployed.Select(NotDeployed),
                        .. facts.Unknown is { } why
                            ? [new Remainder(RemainderKind.Unknown, "what else is there", $"it is not known: {why}")]
                            : Array.Empty<Remainder>(),
                    ]
            ).Distinct(),
        ];

    /// <summary>What is there of components that the ledger does not have.</summary>
    public static IEnumerable<Remainder> NotDeployed(IEnumerable<DriftFinding> findings) =>
        findings.Select(NotDeployed);

    /// <summary>What is left in a cluster from which all else was removed.</summary>
    /// <param name="found">What a look found.</param>
    public static IEnumerable<Remainder> InCluster(IEnumerable<FoundObject> found) =>
        found.Select(InCluster).OfType<Remainder>();

    /// <summary>
    /// A load balancer of which no one sees whether it goes, as nothing holds its Service until then; null for what has none, or is held.
    /// </summary>
    /// <param name="service">The Service, before it is deleted.</param>
    public static Remainder? WithUnknownEnd(FoundObject service) =>
        ControllerMade.IsLoadBalancer(service)
        && Address(service) is { } address
        && !service.Finalizers.Contains(LoadBalancerFinalizer)
            ? new Remainder(
                RemainderKind.LoadBalancer,
                $"{BalancerPrefix}{address}",
                $"{service.Text} was deleted, but had no finalizer {LoadBalancerFinalizer}, so nothing waited for its end"
            )
            : null;

    /// <summary>Whether a later look at the cluster cannot see it again, so that it has to be remembered.</summary>
    public static bool IsOnlyRemembered(Remainder one) =>
        one.Kind == RemainderKind.LoadBalancer && one.What.StartsWith(BalancerPrefix, StringComparison.Ordinal);

    private static Remainder? InCluster(FoundObject found) =>
        found.Kind switch
        {
            "PersistentVolume" => new Remainder(RemainderKind.Volume, found.Text, OfVolume(found)),
            "Service" when ControllerMade.IsLoadBalancer(found) => new Remainder(
                RemainderKind.LoadBalancer,
                found.Text,
                "no component of this environment brought it, so its load balancer is kept"
            ),
            "Ingress" => new Remainder(
                RemainderKind.LoadBalancer,
                found.Text,
                "no component of this environment brought it; it may have a load balancer"
            ),
            _ => null,
        };

    private static string OfVolume(FoundObject volume)
    {
        var claim = volume.Value("spec", "claimRef", "name") is { } name
            ? $"{volume.Value("spec", "claimRef", "namespace")}/{name}"
            : null;
        return (volume.Value("status", "phase"), volume.Value("spec", "persistentVolumeReclaimPolicy")) switch
        {
            ("Bound", _) => $"the claim {claim}, which is not the platform's, uses it",
            (_, "Retain") => $"its reclaim policy is Retain{(claim is null ? "" : $", and it was for {claim}")}",
            (var phase, var policy) => $"it is {phase}, and whether its policy {policy} removes it is not known yet",
        };
    }

    private static string? Address(FoundObject service) =>
        service.Json["status"]?["loadBalancer"]?["ingress"]?.AsArray() is [{ } first, ..]
            ? (first["hostname"] ?? first["ip"])?.ToString()
            : null;

    private static Remainder? Left(ComponentState state) =>
        state.Presence switch
        {
            Presence.Nothing or Presence.Destroyed => null,
            Presence.Deployed { Deployment: var there } => new Remainder(
                RemainderKind.Component,
                $"{there.Component} {there.Version}",
                $"the ledger still has it: it was not removed since run {there.Run} deployed it"
            ),
            Presence.Unknown { Because: var attempt } => new Remainder(
                RemainderKind.Component,
                state.Component,
                AttemptWriter.Write(attempt)
            ),
            Presence.InDoubt { Because: var doubt } => new Remainder(
                RemainderKind.Component,
                state.Component,
                DoubtWriter.Write(state.Component, state.Environment, doubt)
            ),
            var other => throw new InvalidOperationException($"{other} is not known."),
        };

    private static Remainder NotDeployed(DriftFinding finding) =>
        finding.Note == TerraformNote
            ? new Remainder(RemainderKind.State, finding.What, "it is a Terraform state that still lists resources")
            : new Remainder(
                RemainderKind.NotDeployed,
                finding.What,
                $"{(finding.Note is { } note ? $"{note}; " : "")}the ledger does not have it"
            );
}

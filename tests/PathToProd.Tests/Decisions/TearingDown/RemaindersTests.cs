using PathToProd.Decisions.Drift;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Runs;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class RemaindersTests
{
    private const string Balanced =
        """ "spec": { "type": "LoadBalancer" }, "status": { "loadBalancer": { "ingress": [{ "hostname": "lb.example" }] } } """;

    [TestCase(
        """ "spec": { "persistentVolumeReclaimPolicy": "Retain" }, "status": { "phase": "Available" } """,
        "its reclaim policy is Retain"
    )]
    [TestCase(
        """ "spec": { "persistentVolumeReclaimPolicy": "Retain", "claimRef": { "namespace": "shop", "name": "data" } }, "status": { "phase": "Released" } """,
        "its reclaim policy is Retain, and it was for shop/data"
    )]
    [TestCase(
        """ "spec": { "persistentVolumeReclaimPolicy": "Delete", "claimRef": { "namespace": "apps", "name": "data" } }, "status": { "phase": "Bound" } """,
        "the claim apps/data, which is not the platform's, uses it"
    )]
    [TestCase(
        """ "spec": { "persistentVolumeReclaimPolicy": "Delete" }, "status": { "phase": "Released" } """,
        "it is Released, and whether its policy Delete removes it is not known yet"
    )]
    public void A_volume_that_is_still_there(string body, string why) =>
        Remainders
            .InCluster([Objects.Of("v1 PersistentVolume pv-1", body)])
            .ShouldBe([new Remainder(RemainderKind.Volume, "PersistentVolume pv-1", why)]);

    [Test]
    public void What_leads_to_a_load_balancer_and_is_no_components() =>
        Remainders
            .InCluster([
                Objects.Of("v1 Service apps/web", Balanced),
                Objects.Of("v1 Service apps/inside", """ "spec": { "type": "ClusterIP" } """),
                Objects.Of("networking.k8s.io/v1 Ingress apps/web"),
            ])
            .ShouldBe([
                new Remainder(
                    RemainderKind.LoadBalancer,
                    "Service apps/web",
                    "no component of this environment brought it, so its load balancer is kept"
                ),
                new Remainder(
                    RemainderKind.LoadBalancer,
                    "Ingress apps/web",
                    "no component of this environment brought it; it may have a load balancer"
                ),
            ]);

    [Test]
    public void A_load_balancer_that_nothing_waited_for() =>
        Remainders
            .WithUnknownEnd(Objects.Of("v1 Service shop/web", Balanced))
            .ShouldBe(
                new Remainder(
                    RemainderKind.LoadBalancer,
                    "the load balancer lb.example",
                    "Service shop/web was deleted, but had no finalizer service.kubernetes.io/load-balancer-cleanup, so nothing waited for its end"
                )
            );

    [Test]
    public void A_load_balancer_that_was_waited_for_or_never_was() =>
        new[]
        {
            Objects.Of(
                "v1 Service shop/web",
                Balanced,
                """ "finalizers": ["service.kubernetes.io/load-balancer-cleanup"] """
            ),
            Objects.Of("v1 Service shop/web", """ "spec": { "type": "LoadBalancer" } """),
            Objects.Of("networking.k8s.io/v1 Ingress shop/web"),
        }.ShouldAllBe(one => Remainders.WithUnknownEnd(one) == null);

    [Test]
    public void What_the_ledger_still_has_and_what_it_does_not_have()
    {
        var ledger = new LedgerBuilder { Run = "20261122-081530-3fa2" };
        ledger.Deploy("ingress", "1.4.0").Succeeds();
        ledger.Deploy("dns", "1.0.0").Succeeds();
        ledger.Destroy("dns", "1.0.0").Succeeds();
        ledger.Destroy("web", "1.0.0").Fails();

        var remains = Remainders.Of(
            new RemainderFacts
            {
                Ledger = ledger.State,
                InCluster = [new Remainder(RemainderKind.Volume, "PersistentVolume a", "b")],
                Unknown = "it was not emptied to its end",
                NotDeployed =
                [
                    new DriftFinding(DriftKind.NotDeployed, "artifacts/state/prod/old.tfstate")
                    {
                        Note = "a Terraform state with resources",
                    },
                    new DriftFinding(DriftKind.NotDeployed, "the Helm release old/old"),
                ],
            }
        );

        remains
            .Select(one => $"{one.Kind}: {one.What}: {one.Why}")
            .ShouldBe([
                "Volume: PersistentVolume a: b",
                "Component: ingress 1.4.0: the ledger still has it: it was not removed since run 20261122-081530-3fa2 deployed it",
                $"Component: web: {WhyOf(ledger)}",
                "State: artifacts/state/prod/old.tfstate: it is a Terraform state that still lists resources",
                "NotDeployed: the Helm release old/old: the ledger does not have it",
                "Unknown: what else is there: it is not known: it was not emptied to its end",
            ]);
    }

    [Test]
    public void Nothing_remains() =>
        Remainders.Of(new RemainderFacts { Ledger = new LedgerBuilder().State }).ShouldBeEmpty();

    [Test]
    public void What_was_found_in_a_cluster_is_kept_word_for_word()
    {
        var kept = new EmptiedCluster(
            "20261122-081530-3fa2",
            LedgerBuilder.FirstLine,
            IsEmpty: true,
            [new Remainder(RemainderKind.LoadBalancer, "a \"b\"", "c\nd")]
        );

        var read = EmptiedCluster.Read(kept.Write() + "\n").ShouldNotBeNull();

        (read with { Remains = [] }).ShouldBe(kept with { Remains = [] });
        read.Remains.ShouldBe(kept.Remains);
        EmptiedCluster.Read(kept.Write()[..^3]).ShouldBeNull();
        EmptiedCluster.Read(kept.Write().Replace("true", "false", StringComparison.Ordinal)).ShouldBeNull();
    }

    private static string WhyOf(LedgerBuilder ledger) =>
        PathToProd.Facts.Ledger.AttemptWriter.Write(
            ((PathToProd.Facts.Ledger.Presence.Unknown)ledger.State["web"].Presence).Because
        );
}

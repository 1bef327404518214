using System.Collections.Immutable;
using PathToProd.Decisions.StandingUp;
using PathToProd.Facts.Clusters;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.StandingUp;

public sealed class PlatformHealthTests
{
    private static readonly FoundObject NotReady = Objects.Of("apps/v1 Deployment web/web");

    private readonly LedgerBuilder _ledger = new();

    public PlatformHealthTests() => _ledger.Deploy("web", "1.0.0").Succeeds();

    [Test]
    public void Healthy_is_what_is_there_and_ready()
    {
        var health = Health([Objects.Of("v1 Namespace web"), Objects.Definition("demo.example")]);

        health.IsHealthy.ShouldBeTrue();
        health.Counted.ShouldBe("1 component is there, and 2 objects in the cluster are ready");
    }

    [Test]
    public void In_a_folder_there_is_nothing_to_be_ready() =>
        PlatformHealth.Of(Facts(null)).Counted.ShouldBe("1 component is there");

    [Test]
    public void What_is_in_other_namespaces_does_not_count() =>
        Health([Objects.Of("apps/v1 Deployment apps/broken"), Objects.Of("v1 Namespace apps")]).Objects.ShouldBe(0);

    [Test]
    public void What_is_not_ready_yet_is_waited_for()
    {
        var health = Health([NotReady]);

        health.MayPass.ShouldBeTrue();
        health
            .Text("prod", TimeSpan.FromSeconds(90))
            .ShouldBe(
                "Everything was deployed to prod, but as a whole it is not healthy after 1 min 30 s:\n"
                    + "  Deployment web/web: 0 of 1 pods are up to date"
            );
    }

    [Test]
    public void What_another_run_changed_is_not_waited_for_whatever_else_is()
    {
        _ledger.Run = "20261122-081530-3fa2";
        _ledger.Deploy("web", "1.1.0", digest: "sha256:1234567890").Succeeds();

        var health = Health([NotReady]);

        health.MayPass.ShouldBeFalse();
        health
            .Text("prod", TimeSpan.Zero)
            .ShouldBe(
                "Everything was deployed to prod, but as a whole it is not healthy:\n"
                    + "  web: run 20261122-081530-3fa2 has deployed 1.1.0 sha256:12345678 meanwhile\n"
                    + "  Deployment web/web: 0 of 1 pods are up to date"
            );
    }

    [Test]
    public void What_is_gone_or_removed_or_was_never_there_is_not_healthy()
    {
        PlatformHealth
            .Of(Facts(null) with { Gone = ["web"] })
            .Findings.ShouldBe([new HealthFinding("web", "it is no longer there as it was deployed")]);
        _ledger.Run = "20261122-081530-3fa2";
        _ledger.Destroy("web", "1.0.0").Succeeds();
        PlatformHealth
            .Of(
                Facts(null) with
                {
                    Expected = ImmutableSortedDictionary<string, Digest?>.Empty.Add("dns", null).Add("web", null),
                }
            )
            .Findings.ShouldBe([
                new HealthFinding("dns", "the ledger does not have it"),
                new HealthFinding("web", "run 20261122-081530-3fa2 has removed it meanwhile"),
            ]);
    }

    [Test]
    public void A_cluster_that_does_not_answer_is_unknown_and_not_healthy() =>
        PlatformHealth
            .Of(Facts([]) with { Silence = "connection refused" })
            .Findings.ShouldBe([
                new HealthFinding("the cluster", "it is not known what is there: connection refused")
                {
                    MayPass = true,
                },
            ]);

    private PlatformHealth Health(ImmutableArray<FoundObject> cluster) => PlatformHealth.Of(Facts(cluster));

    private HealthFacts Facts(ImmutableArray<FoundObject>? cluster) =>
        new()
        {
            Ledger = _ledger.State,
            Expected = ImmutableSortedDictionary<string, Digest?>.Empty.Add(
                "web",
                new LedgerBuilder().Deploy("web", "1.0.0").Succeeds().State["web"].LastDeployment!.Digest
            ),
            Namespaces = ["web"],
            Cluster = cluster,
        };
}

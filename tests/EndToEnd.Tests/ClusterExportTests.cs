using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Environments;
using PathToProd.Model.Ledgers;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.EndToEnd;

/// <summary>A history that outgrows a cluster is exported, what was exported is removed, and another backend takes it.</summary>
[NonParallelizable]
public sealed class ClusterExportTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private OwnControlPlane _plane = null!;

    [OneTimeSetUp]
    public void StartCluster() => _plane = new OwnControlPlane("path-to-prod-export", nodes: 0);

    [OneTimeTearDown]
    public void StopCluster() => _plane.Dispose();

    [Test]
    public void A_history_that_is_full_is_exported_and_goes_on_and_a_file_takes_it_to_another_backend()
    {
        using var platform = Platform("cluster, namespace: ledgers");
        var ids = Fill(platform);
        var before = Status(platform);

        var refusal = Should.Throw<PlatformException>(() => Ledger(platform, 2).Append("rules", Started("b1")));
        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        refusal.Message.ShouldBe(
            "The history of rules in the namespace ledgers of e2e's cluster (context path-to-prod-export) has 2 segments, and no attempt starts "
                + "with that many. Nothing was touched. Export the history, and have what was exported removed: "
                + "./build.sh --target=ExportLedger --environment=e2e --save=FILE --remove-exported; keep the file, and run the same command again."
        );

        string[] export = ["--target=ExportLedger", "--environment=e2e", "--save=all.jsonl", "--remove-exported"];
        var exported = platform.Call(export).ShouldExitWith(0);
        var file = Digest.Of(File.ReadAllBytes(platform.PathOf("all.jsonl")));
        exported.Output.ShouldStartWith(
            "Exported the history of e2e from ledgers/ledger.e2e.* in the cluster of e2e (context path-to-prod-export) to all.jsonl: "
                + $"{2 * ids.Length} lines, {file}.\nRemoved from there what says nothing about what is deployed now: "
        );
        exported.Output.ShouldEndWith(" lines about rules. Only all.jsonl has them: keep it.\n");
        platform
            .Call(export)
            .ShouldExitWith(2)
            .Error.ShouldContain("--save=all.jsonl is there already, and was not changed");

        Status(platform).ShouldBe(before);
        Segments().ShouldBe("");
        Ledger(platform, 2).Append("rules", Started("b1"));
        Ledger(platform, 2).Append("rules", Ended("b1"));
        var history = platform.Call("--target=History", "--environment=e2e").ShouldExitWith(0).Output;
        history.ShouldEndWith(
            $" older lines about rules were exported and removed: the file with the digest {file} has them.\n"
        );

        using var moved = Platform("files");
        File.Copy(platform.PathOf("all.jsonl"), moved.PathOf("all.jsonl"));
        string[] import = ["--target=ImportLedger", "--environment=e2e", "--from-file=all.jsonl"];
        moved
            .Call(import)
            .ShouldExitWith(0)
            .Output.ShouldBe(
                $"Imported the history of e2e from all.jsonl into environments/e2e/ledger.jsonl: {2 * ids.Length} lines added.\n"
            );
        moved
            .Call(import)
            .ShouldExitWith(0)
            .Output.ShouldBe(
                "Imported the history of e2e from all.jsonl into environments/e2e/ledger.jsonl: 0 lines added, "
                    + $"{2 * ids.Length} lines there before.\n"
            );
        Status(moved).ShouldBe(before);
        File.ReadAllText(moved.PathOf("environments/e2e/ledger.jsonl"))
            .ShouldBe(File.ReadAllText(platform.PathOf("all.jsonl")));
        platform
            .Call(import)
            .ShouldExitWith(2)
            .Error.ShouldContain(
                "already has a history of rules in e2e, and all.jsonl does not begin with it; import into an environment without a history, or "
                    + "keep both: nothing was changed"
            );
    }

    [Test]
    public void Records_of_promotions_are_numbered_objects_and_of_two_that_decide_over_the_same_one_writes()
    {
        using var platform = Platform("cluster, namespace: ledgers");
        var (one, two) = (Promotions(platform), Promotions(platform));
        one.Append(Held(1, "ci"));
        two.Append(Held(2, "staging"), Held(3, "prod"));
        var seen = one.Read();

        two.TryAppend([Held(4, "late")], seen).ShouldBeTrue();
        one.TryAppend([Held(5, "later")], seen).ShouldBeFalse();

        one.Read()
            .Reading.History.Records.Cast<PromotionRecord.Held>()
            .Select(held => held.Environment)
            .ShouldBe(["ci", "staging", "prod", "late"]);
        _plane
            .Cluster.Ask(
                "get",
                "configmaps",
                "--namespace=ledgers",
                "--selector=path-to-prod/kind=promotions",
                "--output=name"
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([
                "configmap/promotions.e2e.00000001",
                "configmap/promotions.e2e.00000002",
                "configmap/promotions.e2e.00000003",
            ]);

        _plane.Cluster.Ask("delete", "configmap", "--namespace=ledgers", "promotions.e2e.00000002");
        Should
            .Throw<PlatformException>(() => one.Read())
            .Message.ShouldContain("promotions.e2e.00000002 is missing, and what it held with it");
    }

    private static PromotionRecord.Held Held(int number, string environment) =>
        new() { Head = new RecordHead($"r{number}", Day, "ann@laptop", "a migration"), Environment = environment };

    private PromotionRecords Promotions(Checkout platform) =>
        new(new PromotionClusterLog(Place(platform)), TimeProvider.System);

    private Checkout Platform(string ledger) =>
        SmallPlatform
            .New()
            .Write("platform.yaml", $"name: small\ndefault-environment: e2e\nledger: {{ backend: {ledger} }}\n")
            .WithCluster(_plane.Cluster)
            .WithRules("any", "first");

    private string Status(Checkout platform) =>
        platform.Call("--target=Status", "--environment=e2e", "--output=json").ShouldExitWith(0).Output;

    private string Segments() =>
        _plane.Cluster.Ask(
            "get",
            "configmaps",
            "--namespace=ledgers",
            "--selector=path-to-prod/kind=segment",
            "--output=name"
        );

    private ClusterLedger Ledger(Checkout platform, int mostSegments) =>
        new(Place(platform), TimeProvider.System, mostSegments);

    private LedgerCluster Place(Checkout platform) =>
        LedgerCluster.Of(
            new Workspace(platform.Root),
            new LedgerSettings
            {
                Backend = LedgerBackend.Cluster,
                Namespace = "ledgers",
                Clusters = LedgerSettings.Default.Clusters.Add(
                    TestEnvironment.Name,
                    new Target.Cluster(_plane.Cluster.Context, _plane.Cluster.Kubeconfig)
                ),
            },
            TestEnvironment.Name
        );

    /// <summary>Attempts that fill two segments and a little.</summary>
    private string[] Fill(Checkout platform)
    {
        var ids = Enumerable.Range(0, 32).Select(at => $"a{at}").ToArray();
        var ledger = Ledger(platform, LedgerObject.MostSegments);
        foreach (var id in ids)
        {
            ledger.Append("rules", Started(id) with { Who = new string('x', 4000) });
            ledger.Append("rules", Ended(id));
        }

        return ids;
    }

    private static LedgerEntry.Started Started(string attempt) =>
        new()
        {
            Attempt = attempt,
            Run = "run-1",
            At = Day,
            Action = LedgerAction.Deploy,
            Component = "rules",
            Environment = TestEnvironment.Name,
            Version = SemVersion.Parse("1.4.0"),
            Digest = new Digest("sha256:0a1b"),
            Values = new Digest("sha256:0a1b"),
            Who = "ann@laptop",
        };

    private static LedgerEntry.Ended Ended(string attempt) =>
        new()
        {
            Attempt = attempt,
            Run = "run-1",
            At = Day.AddMinutes(5),
            Outcome = PathToProd.Facts.Ledger.Outcome.Succeeded,
            Duration = TimeSpan.FromMinutes(5),
        };
}

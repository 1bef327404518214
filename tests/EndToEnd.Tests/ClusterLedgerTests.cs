using System.Diagnostics;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Leases;
using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Environments;
using PathToProd.Model.Ledgers;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.EndToEnd;

/// <summary>Ledgers and locks in a real API server: what is kept there, and what is left of it when something dies or is cut off.</summary>
[NonParallelizable]
public sealed class ClusterLedgerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private OwnControlPlane _plane = null!;
    private Checkout _files = null!;
    private Wire _wire = null!;
    private string _environment = "";

    private Harness.Cluster Cluster => _plane.Cluster;

    [OneTimeSetUp]
    public void StartCluster()
    {
        _plane = new OwnControlPlane("path-to-prod-ledgers", nodes: 0);
        _files = new Checkout();
        var server = new Uri(Cluster.Ask("config", "view", "--output=jsonpath={.clusters[0].cluster.server}"));
        _wire = new Wire(server);
        _files.Write(
            "wired.yaml",
            File.ReadAllText(Cluster.Kubeconfig)
                .Replace(server.ToString().TrimEnd('/'), _wire.Address.ToString().TrimEnd('/'))
        );
    }

    [OneTimeTearDown]
    public void StopCluster()
    {
        _wire.Dispose();
        _files.Dispose();
        _plane.Dispose();
    }

    /// <summary>Each test has an environment of its own, so that none sees what another left.</summary>
    [SetUp]
    public void NewEnvironment() => _environment = $"e{Guid.NewGuid():N}"[..12];

    [TearDown]
    public void RestoreWire() => _wire.Restore();

    [Test]
    public void What_one_machine_writes_another_reads_and_kubectl_shows()
    {
        Ledger().Append("ingress", Started("a1", token: 3));
        Ledger().Append("ingress", Ended("a1", token: 3));

        var reading = Ledger(isWired: true).Read();

        reading.Problems.ShouldBeEmpty();
        reading
            .Entries.Select(entry => $"{entry.GetType().Name} {entry.Attempt} {entry.Token}")
            .ShouldBe(["Started a1 3", "Ended a1 3"]);
        Cluster.Get("path-to-prod", $"configmap/ledger.{_environment}.ingress")!["data"]!["ledger.jsonl"]!
            .ToString()
            .Split('\n')
            .Length.ShouldBe(3);
    }

    [Test]
    public void A_cluster_that_holds_nothing_yet_has_an_empty_ledger_and_free_locks()
    {
        Ledger().Read().Entries.ShouldBeEmpty();
        Lease().Look().ShouldBe((null, null));
    }

    [Test]
    public void An_entry_that_is_there_is_not_written_again()
    {
        Ledger().Append("ingress", Started("a1"));
        Ledger().Append("ingress", Started("a1"));

        Attempts().ShouldBe(["a1"]);
    }

    [Test]
    public void An_older_token_is_refused_and_nothing_is_written()
    {
        Ledger().Append("ingress", Started("a1", token: 1));
        Ledger().Append("ingress", Started("a2", token: 2));

        var exception = Should.Throw<PlatformException>(() => Ledger().Append("ingress", Ended("a1", token: 1)));

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            $"This run no longer holds ingress in {_environment}: its lease ended, and another run has taken it over and has written to the "
                + "ledger since (token 2, and this run has 1). Nothing was written. Look at what that run did with --target=History before "
                + "you run the same command again."
        );
        Attempts().ShouldBe(["a1", "a2"]);
    }

    [Test]
    public void Fifty_writers_of_one_object_lose_nothing()
    {
        var watch = Stopwatch.StartNew();

        var writers = Enumerable
            .Range(0, 50)
            .Select(writer => new Thread(() => Ledger().Append("ingress", Started($"a{writer}"))))
            .ToList();
        writers.ForEach(writer => writer.Start());
        writers.ForEach(writer => writer.Join());

        TestContext.Out.WriteLine($"50 appends to one object: {watch.Elapsed.TotalSeconds:f1} s");
        Attempts().ShouldBe(Enumerable.Range(0, 50).Select(writer => $"a{writer}"), ignoreOrder: true);
    }

    [Test]
    public void A_history_that_grows_becomes_segments_and_every_entry_is_still_read()
    {
        var ids = Fill();

        Attempts().ShouldBe(ids);
        Ledger().Read().Problems.ShouldBeEmpty();
        Segments().Length.ShouldBeGreaterThan(1);
        Objects("configmap").ShouldAllBe(one => one.ToJsonString(null).Length < 200_000);
    }

    [Test]
    public void A_segment_that_was_changed_by_hand_leaves_the_component_unknown_until_it_is_deployed_again()
    {
        Fill(isEnded: false);
        var name = Segments()[0];
        Cluster.Ask("delete", "configmap", name, "--namespace=path-to-prod");
        Cluster.Ask("create", "configmap", name, "--namespace=path-to-prod", "--from-literal=ledger.jsonl=edited");
        Cluster.Ask(
            "label",
            "configmap",
            name,
            "--namespace=path-to-prod",
            $"path-to-prod/environment={_environment}",
            "path-to-prod/component=ingress",
            "path-to-prod/kind=segment"
        );

        var reading = Ledger().Read();

        reading
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                $"path-to-prod/{name}(1,1): this part of the history is torn, was changed by hand or is gone, and is ignored; restore the object "
                    + "from a backup; until then the state of ingress is unknown, unless it was deployed or removed since"
            );
    }

    [Test]
    public void An_object_that_was_changed_by_hand_leaves_the_component_unknown_until_it_is_deployed_again()
    {
        Ledger().Append("ingress", Started("a1"));
        Ledger().Append("ingress", Ended("a1"));
        Ledger().Append("dns", Started("a2", "dns"));
        Ledger().Append("dns", Ended("a2"));
        var name = $"ledger.{_environment}.ingress";
        Cluster.Ask(
            "patch",
            "configmap",
            name,
            "--namespace=path-to-prod",
            "--type=merge",
            "--patch={\"data\":{\"ledger.jsonl\":\"\"}}"
        );

        var state = LedgerState.From(_environment, Ledger().Read());
        state["ingress"].Presence.ShouldBeOfType<Presence.InDoubt>();
        state["dns"].Presence.ShouldBeOfType<Presence.Deployed>();
        state.Ignored.ShouldHaveSingleItem().Where.ToString().ShouldBe($"path-to-prod/{name}(1,1)");

        Ledger().Append("ingress", Started("a3"));
        LedgerState.From(_environment, Ledger().Read())["ingress"].Presence.ShouldNotBeOfType<Presence.Deployed>();
        Ledger().Append("ingress", Ended("a3"));
        LedgerState.From(_environment, Ledger().Read())["ingress"].Presence.ShouldBeOfType<Presence.Deployed>();
    }

    [Test]
    public void An_append_whose_answer_was_lost_is_found_and_not_written_twice()
    {
        var ledger = Ledger(isWired: true);
        ledger.Append("ingress", Started("a1"));

        // The connection is open, so the next answer is that of a look, and the one after it that of the write.
        foreach (var attempt in new[] { "a2", "a3", "a4" })
        {
            _wire.LoseNextAnswer();
            ledger.Append("ingress", Started(attempt));
        }

        Attempts().ShouldBe(["a1", "a2", "a3", "a4"]);
    }

    [Test]
    public void An_append_goes_on_when_the_api_server_is_back()
    {
        Ledger().Append("ingress", Started("a1"));
        _plane.ApiServer.Kill();

        var append = Task.Run(() => Ledger().Append("ingress", Ended("a1")));
        Should.Throw<PlatformException>(() => Ledger().Read()).ExitCode.ShouldBe(ExitCode.Failed);
        append.IsCompleted.ShouldBeFalse();
        _plane.ApiServer.Start();

        append.Wait(Minute).ShouldBeTrue();
        Ledger().Read().Entries.Length.ShouldBe(2);
    }

    [Test]
    public void A_cluster_that_gives_no_answer_is_one_line()
    {
        _wire.Cut();

        var exception = Should.Throw<PlatformException>(() => Ledger(isWired: true).Read());

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            $"Could not read the ledger in the namespace path-to-prod of {_environment}'s cluster (context path-to-prod-ledgers): no answer within "
                + "10 seconds. Check that the cluster runs, and that you may get, list, create, update and delete configmaps and leases there: "
                + "kubectl --context path-to-prod-ledgers --namespace path-to-prod get configmaps,leases; then run the same command again."
        );
    }

    [Test]
    public void A_user_without_rights_is_declined_once_with_what_the_server_says()
    {
        _files.Write("nobody.yaml", File.ReadAllText(Cluster.Kubeconfig).Replace("token: \"", "token: \"not"));
        var watch = Stopwatch.StartNew();

        var exception = Should.Throw<PlatformException>(() =>
            new ClusterLedger(Place(_files.PathOf("nobody.yaml")), TimeProvider.System).Append("ingress", Started("a1"))
        );

        exception.Message.ShouldContain("Unauthorized");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Test]
    public void A_lock_is_a_lease_that_kubectl_shows_with_its_holder_and_its_token()
    {
        Take("run-a", Minute).Dispose();
        using var held = Take("run-b", Minute);

        var lease = Cluster.Get("path-to-prod", $"lease/lock.{_environment}.ingress")!;

        held.Token.ShouldBe(2);
        lease["spec"]!["holderIdentity"]!.ToString().ShouldBe("run-b");
        lease["spec"]!["leaseTransitions"]!.GetValue<int>().ShouldBe(2);
        lease["spec"]!["renewTime"]!.ToString().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$");
        lease["metadata"]!["annotations"]!["path-to-prod/who"]!.ToString().ShouldBe("ann@laptop");
    }

    [Test]
    public void A_lock_that_is_held_is_waited_for_or_refused_with_the_earliest_time()
    {
        using var held = Take("run-a", Minute);

        var refusal = Should.Throw<PlatformException>(() => Take("run-b", Minute, patience: TimeSpan.FromSeconds(2)));

        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        refusal.Message.ShouldStartWith(
            $"Another run is changing ingress in {_environment}: it is held by run run-a (ann@laptop, since 2026-11-22 08:00:00 UTC). This run would "
                + "wait 2 s for it, and only a run that sees it unchanged for 1 min may take it over: at "
        );
        refusal.Message.ShouldEndWith(
            "Nothing was touched. Wait for that run to end, or end it; then run the same command again with --wait, or with a lock-timeout of 1m or more."
        );
    }

    [Test]
    public void A_held_lock_outlives_an_api_server_that_is_killed_and_started_again()
    {
        using var held = Take("run-a", TimeSpan.FromSeconds(45));

        _plane.ApiServer.Kill();
        _plane.ApiServer.Start();
        Eventually.Holds(() => Renewals() > 0, "the lock is renewed");

        held.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Test]
    public void A_holder_that_is_cut_off_counts_its_lock_as_lost_before_another_takes_it()
    {
        using var held = Take("run-a", TimeSpan.FromSeconds(6), isWired: true);
        _wire.Cut();
        var lostFirst = Task.Run(() => held.Lost.WaitHandle.WaitOne(Minute));

        using var next = Take("run-b", Minute, patience: Minute);

        lostFirst.IsCompleted.ShouldBeTrue();
        lostFirst.Result.ShouldBeTrue();
        next.Token.ShouldBe(2);
    }

    [Test]
    public void A_holder_that_wakes_up_after_another_took_over_neither_renews_nor_releases_nor_writes()
    {
        var lease = Lease();
        var mine = Record("run-a", TimeSpan.FromSeconds(1));
        var position = ((WriteOutcome.Accepted)lease.Write(null, mine, "ann", Day)).Position;
        Ledger().Append("ingress", Started("a1", token: mine.Token));
        using var next = Take("run-b", Minute, patience: Minute);
        Ledger().Append("ingress", Started("a2", token: next.Token));

        lease.Write(position, mine with { Renewals = 1 }, "ann", Day).ShouldBeOfType<WriteOutcome.Moved>();
        lease.Write(position, mine with { Holder = null }, "ann", Day).ShouldBeOfType<WriteOutcome.Moved>();
        Should.Throw<PlatformException>(() => Ledger().Append("ingress", Ended("a1", token: mine.Token)));

        lease.Look().Record!.Holder!.Run.ShouldBe("run-b");
        Attempts().ShouldBe(["a1", "a2"]);
    }

    [Test]
    public void A_lock_whose_record_was_broken_by_hand_is_reported_and_not_taken()
    {
        Take("run-a", Minute).Dispose();
        var name = $"lock.{_environment}.ingress";
        Cluster.Ask(
            "patch",
            "lease",
            name,
            "--namespace=path-to-prod",
            "--type=merge",
            "--patch={\"spec\":{\"leaseTransitions\":null}}"
        );

        Should
            .Throw<PlatformException>(() => Take("run-b", Minute))
            .Message.ShouldBe(
                $"A lock cannot be read: the Lease {name} in the namespace path-to-prod has no spec.leaseTransitions that is a whole number. Once no "
                    + $"run holds it, remove it: kubectl --context path-to-prod-ledgers --namespace path-to-prod delete lease {name}; then run the "
                    + "same command again."
            );
    }

    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private ClusterLedger Ledger(bool isWired = false) => new(Place(isWired), TimeProvider.System);

    private ClusterLease Lease(bool isWired = false) => new(Place(isWired), "ingress");

    private LedgerCluster Place(bool isWired) => Place(isWired ? _files.PathOf("wired.yaml") : Cluster.Kubeconfig);

    private LedgerCluster Place(string kubeconfig) =>
        LedgerCluster.Of(
            new Workspace(_files.Root),
            new LedgerSettings
            {
                Backend = LedgerBackend.Cluster,
                Clusters = LedgerSettings.Default.Clusters.Add(
                    _environment,
                    new Target.Cluster(Cluster.Context, kubeconfig)
                ),
            },
            _environment
        );

    private HeldLease Take(string run, TimeSpan duration, TimeSpan? patience = null, bool isWired = false)
    {
        var lease = Lease(isWired);
        var request = new LeaseRequest(
            lease.Key,
            new LeaseHolder(run, "ann@laptop", Day),
            duration,
            patience ?? Minute
        );
        return new LeaseAcquisition(lease, request, TimeProvider.System)
            .TakeAsync(waiting: null, default)
            .GetAwaiter()
            .GetResult();
    }

    private LeaseRecord Record(string run, TimeSpan duration) =>
        new()
        {
            Key = $"{_environment}/ingress",
            Token = 1,
            Holder = new LeaseHolder(run, "ann@laptop", Day),
            Duration = duration,
        };

    private long Renewals()
    {
        try
        {
            return Lease().Look().Record!.Renewals;
        }
        catch (LeaseSilenceException)
        {
            // It is not back yet.
            return 0;
        }
    }

    /// <summary>Adds more than an object keeps, each attempt with its end.</summary>
    private string[] Fill(bool isEnded = true)
    {
        var ids = Enumerable.Range(0, 40).Select(at => $"a{at}").ToArray();
        foreach (var id in ids)
        {
            Ledger().Append("ingress", Started(id) with { Who = new string('x', 4000) });
            if (isEnded)
            {
                Ledger().Append("ingress", Ended(id));
            }
        }

        return ids;
    }

    private string[] Attempts() =>
        [.. Ledger().Read().Entries.OfType<LedgerEntry.Started>().Select(entry => entry.Attempt)];

    private string[] Segments() =>
        [
            .. Objects("configmap")
                .Where(one => ClusterObject.Label(one, ClusterObject.KindLabel) == LedgerSegment.Kind)
                .Select(ClusterObject.NameOf),
        ];

    private JsonObject[] Objects(string kind) =>
        [
            .. JsonNode.Parse(
                Cluster.Ask(
                    "get",
                    kind,
                    "--namespace=path-to-prod",
                    $"--selector=path-to-prod/environment={_environment}",
                    "--output=json"
                )
            )!["items"]!
                .AsArray()
                .OfType<JsonObject>(),
        ];

    private LedgerEntry.Started Started(string attempt, string component = "ingress", long? token = null) =>
        new()
        {
            Attempt = attempt,
            Run = "run-1",
            At = Day,
            Token = token,
            Action = LedgerAction.Deploy,
            Component = component,
            Environment = _environment,
            Version = SemVersion.Parse("1.4.0"),
            Digest = new Digest("sha256:0a1b"),
            Values = new Digest("sha256:0a1b"),
            Who = "ann@laptop",
        };

    private static LedgerEntry.Ended Ended(string attempt, long? token = null) =>
        new()
        {
            Attempt = attempt,
            Run = "run-1",
            At = Day.AddMinutes(5),
            Token = token,
            Outcome = PathToProd.Facts.Ledger.Outcome.Succeeded,
            Duration = TimeSpan.FromMinutes(5),
        };
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Pools;

namespace PathToProd.EndToEnd;

/// <summary>Runs from several checkouts that lease from a pool of two clusters, whose record is in the first of them.</summary>
[NonParallelizable]
public sealed class ClusterPoolTests
{
    private const string Space = "shop";

    private readonly List<Checkout> _checkouts = [];
    private OwnControlPlane _first = null!;
    private OwnControlPlane _second = null!;
    private Wire _wire = null!;

    [OneTimeSetUp]
    public void Start()
    {
        Parallel.Invoke(
            () => _first = new OwnControlPlane("ci-1", nodes: 0),
            () => _second = new OwnControlPlane("ci-2", nodes: 0)
        );
        _wire = new Wire(
            new Uri(_second.Cluster.Ask("config", "view", "--output=jsonpath={.clusters[0].cluster.server}"))
        );
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _checkouts.ForEach(checkout => checkout.Dispose());
        _wire?.Dispose();
        _second?.Dispose();
        _first?.Dispose();
    }

    [Test]
    public void First_come_is_first_served_also_after_a_kill_and_who_lost_its_lease_writes_no_more()
    {
        // Two have all there is, and two more wait, one after the other.
        var (killed, stopped) = (NewCheckout(), NewCheckout(isElsewhere: true));
        var first = Deploys(killed, Deploy(killed));
        var second = Deploys(stopped, Deploy(stopped));
        var (next, last) = (NewCheckout(), NewCheckout());
        var third = Waits(next, 1);
        var fourth = Waits(last, 2);
        Record
            .Tickets.Select(ticket => ticket.Leases.SingleOrDefault()?.Environment)
            .ShouldBe(["ci-1", "ci-2", null, null]);
        next.Call("--target=Leases")
            .ShouldExitWith(0)
            .Output.ShouldStartWith("The pool ci has 2 environments: 2 leased; 2 runs wait.\n");

        // The first is killed: who came third has its environment, and who came fourth still waits.
        first.Signal("KILL");
        first.Wait(Checkout.Limit);
        Deploys(next, third);
        third.ErrorSoFar.ShouldMatch(
            "ci-1 is unknown, because Deploy of run .* gave no sign of life for 3 s: comparing"
        );
        third.ErrorSoFar.ShouldContain("ci-1 was compared with its ledger: what is there is what the ledger says; ");
        Record.Waiting.Count().ShouldBe(1);

        // The machine of the second stands still for longer than its lease.
        second.Signal("STOP");
        Deploys(last, fourth);
        Record.HolderOf("ci-2")!.Number.ShouldBe(Record.Tickets.Max(ticket => ticket.Number));
        second.Signal("CONT");
        stopped.Write("go", "");
        var lost = second.Wait(Checkout.Limit).ShouldExitWith(1);
        lost.Error.ShouldEndWith(
            "This run lost its lease of ci-2 in the pool ci: it could not renew it in time, or another run counted it as gone. What it was doing was "
                + "ended, and what is there is compared with the ledger before the next run uses it. Look at --target=Leases, then run the same command "
                + "again.\n"
        );

        foreach (var checkout in (Checkout[])[next, last])
        {
            checkout.Write("go", "");
        }

        third.Wait(Checkout.Limit).ShouldExitWith(0);
        fourth.Wait(Checkout.Limit).ShouldExitWith(0);
        Record.Tickets.ShouldBeEmpty();
        Record
            .Members.Values.Select(member => member.Condition)
            .ShouldBe([MemberCondition.Known, MemberCondition.Known]);
        var lines = Lines(_second.Cluster, "ci-2");
        lines.ShouldBe([.. lines.Order()], "no older token after a newer one");
        lines.Distinct().Count().ShouldBe(2);
    }

    private PoolRecord Record =>
        PoolText.Read((string)_first.Cluster.Get("ledgers", "configmap/pool.ci")!["data"]!["pool.json"]!);

    /// <summary>A checkout of its own, whose deployment waits until it may go on.</summary>
    /// <param name="isElsewhere">Whether it knows the second cluster by another address: the locks of this machine then let it through, as from another one.</param>
    private Checkout NewCheckout(bool isElsewhere = false)
    {
        var checkout = new Checkout();
        _checkouts.Add(checkout);
        var second = _second.Cluster.Kubeconfig;
        if (isElsewhere)
        {
            checkout.Write(
                "wired.yaml",
                Regex.Replace(
                    File.ReadAllText(second),
                    @"https://127\.0\.0\.1:\d+",
                    _wire.Address.ToString().TrimEnd('/')
                )
            );
            second = checkout.PathOf("wired.yaml");
        }

        checkout
            .Write(
                "platform.yaml",
                "name: shop\ndefault-environment: ci-1\nlock-timeout: 1m\nledger: { backend: cluster, namespace: ledgers, lease: 3s }\n"
            )
            .Write("environments/ci-1/environment.yaml", Member(_first.Cluster, _first.Cluster.Kubeconfig))
            .Write("environments/ci-2/environment.yaml", Member(_second.Cluster, second))
            .Write(
                "components/rules/component.yaml",
                $"name: rules\nversion: 1.0.0\ntype: manifests\nnamespace: {Space}\nsmoke: {{ script: wait.sh, timeout: 2m }}\n"
            )
            .WithRule("limits", Space, "first")
            .Write(
                "components/rules/wait.sh",
                $"#!/bin/sh\ntouch {checkout.PathOf("here")}\nwhile ! test -e {checkout.PathOf("go")}; do sleep 0.05; done\n"
            );
        File.SetUnixFileMode(checkout.PathOf("components/rules/wait.sh"), (UnixFileMode)0b111_101_101);
        return checkout;
    }

    private static string Member(Cluster cluster, string kubeconfig) =>
        $"""
            target: {"{"} cluster: {"{"} context: {cluster.Context}, kubeconfig: {kubeconfig} {"}"} {"}"}
            provider: sandbox
            kubernetes-version: {cluster.Version}
            versions: workspace
            pool: ci
            for-tests: true

            """;

    /// <summary>Waits until a run is at the smoke test of its deployment.</summary>
    private static RunningProgram Deploys(Checkout checkout, RunningProgram run)
    {
        Eventually.Holds(() => File.Exists(checkout.PathOf("here")) || run.HasEnded, "it deploys");
        run.HasEnded.ShouldBeFalse(run.ErrorSoFar);
        return run;
    }

    private static RunningProgram Waits(Checkout checkout, int place)
    {
        var run = Deploy(checkout);
        Eventually.Holds(
            () => run.ErrorSoFar.Contains($"number {place} in the queue", StringComparison.Ordinal) || run.HasEnded,
            "it waits"
        );
        run.HasEnded.ShouldBeFalse(run.ErrorSoFar);
        return run;
    }

    private static RunningProgram Deploy(Checkout checkout) =>
        checkout.Start(
            "--target=Deploy",
            "--component=rules",
            "--environment=pool:ci",
            "--output=json",
            "--force",
            "--wait"
        );

    /// <summary>The token of the environment's lease in each line of the ledger, as they were written.</summary>
    private static long[] Lines(Cluster cluster, string environment) =>
        [
            .. cluster.Get("ledgers", $"configmap/ledger.{environment}.rules")!["data"]!["ledger.jsonl"]!
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!["lease"]!.GetValue<long>()),
        ];
}

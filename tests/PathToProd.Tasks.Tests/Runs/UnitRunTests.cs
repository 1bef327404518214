using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Locks;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Runs in an environment that deploys groups: edge is dns and ingress, which require base, and web requires ingress.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class UnitRunTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .File("platform.yaml", "name: scratch\nlock-timeout: 1s\ngroups: { edge: [ingress, dns] }\n")
        .File(
            "environments/sandbox/environment.yaml",
            "target: { directory: artifacts/sandbox }\ndeployment-model: groups\n"
        )
        .Manifests("base")
        .Manifests("dns", "requires: { base: '>=1.0.0' }\nsmoke: { script: smoke.sh }\n")
        .Manifests("ingress", "requires: { dns: '>=1.0.0' }\n")
        .Manifests("web", "requires: { ingress: '>=1.0.0' }\n");

    public UnitRunTests() => _bed.Script("components/dns/smoke.sh", $"test ! -f {Broken}");

    private string Broken => Path.Combine(_bed.Root, "dns-is-broken");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task A_group_has_one_record_around_those_of_its_members_and_is_verified_as_one()
    {
        var result = await _bed.DeployAsync("base", "dns", "ingress", "web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        Lines()
            .ShouldBe([
                "base starts",
                "base succeeded",
                "edge starts: dns 1.0.0, ingress 1.0.0",
                "dns starts in edge",
                "dns succeeded",
                "ingress starts in edge",
                "ingress succeeded",
                "edge succeeded: dns done, ingress done",
                "web starts",
                "web succeeded",
            ]);
        result.Units.Single().Outcome.ShouldBe(NodeOutcome.Done);
        result.Nodes.Single(node => node.Component == "dns").Stages[^1].Name.ShouldBe("Verify");
        _bed.Ledger.Units["edge"].IsDeployed.ShouldBeTrue();
        _bed.Ledger.Units["edge"].Members.Select(member => member.Component).ShouldBe(["dns", "ingress"]);
    }

    [Test]
    public void An_explanation_says_what_is_deployed_along_with_a_component()
    {
        var member = _bed.Explain("dns");

        ExplanationReport
            .Text(member, Style.Plain)
            .ShouldContain(
                "  Deploy to sandbox would run: its artifact is built first\n    sandbox deploys edge (dns and ingress) as one\n"
            );
        ExplanationReport.Json([member]).ShouldContain("\"unit\": \"edge\"");
        var alone = _bed.Explain("web");
        ExplanationReport.Text(alone, Style.Plain).ShouldNotContain("as one");
        alone.Deployments.Single().Unit.ShouldBeNull();
    }

    [Test]
    public async Task What_is_unchanged_as_a_whole_is_not_recorded_again()
    {
        await _bed.DeployAsync("base", "dns", "ingress");
        var before = Lines();

        var result = await _bed.DeployAsync("dns", "ingress");

        result.Units.Single().Outcome.ShouldBe(NodeOutcome.Unchanged);
        Lines().ShouldBe(before);
    }

    [Test]
    public async Task A_member_that_fails_leaves_the_group_failed_and_the_next_run_does_what_is_left()
    {
        _bed.Manifests("ingress", "requires: { dns: '>=1.0.0' }\nsmoke: { script: smoke.sh }\n")
            .Script("components/ingress/smoke.sh", $"test -f {Broken}");
        var failed = await _bed.DeployAsync("base", "dns", "ingress", "web");

        failed.ExitCode.ShouldBe(ExitCode.Failed);
        failed
            .Nodes.Select(node => $"{node.Component}: {node.Outcome} {node.Reason}")
            .ShouldBe(["base: Done ", "dns: Done ", "ingress: Failed ", "web: NotRun ingress failed"]);
        failed.Units.Single().Outcome.ShouldBe(NodeOutcome.Failed);
        Lines()[^1]
            .ShouldBe(
                "edge failed: dns done, ingress failed: ingress failed: The smoke test smoke.sh of ingress failed with exit code 1"
            );
        _bed.Ledger["dns"].Presence.ShouldBeOfType<Presence.Deployed>();

        _bed.Script("components/ingress/smoke.sh", "true");
        var again = await _bed.DeployAsync("dns", "ingress");

        again.ExitCode.ShouldBe(ExitCode.Done);
        again.Nodes.Select(node => node.Outcome).ShouldBe([NodeOutcome.Unchanged, NodeOutcome.Done]);
        Lines()[^1].ShouldBe("edge succeeded: dns unchanged, ingress done");
    }

    [Test]
    public async Task A_group_whose_verification_fails_failed_as_a_whole_and_is_verified_again_although_nothing_changed()
    {
        await _bed.DeployAsync("base", "dns", "ingress");
        await File.WriteAllTextAsync(Broken, "");
        _bed.Manifests("ingress", "requires: { dns: '>=1.0.0' }\n", text: "there");

        var failed = await _bed.DeployAsync("dns", "ingress", "web");

        failed
            .Nodes.Select(node => $"{node.Component}: {node.Outcome} {node.Reason}")
            .ShouldBe(["dns: Failed ", "ingress: Done ", "web: NotRun the verification of edge failed"]);
        failed.Nodes[0].HasFailedSmokeTest.ShouldBeTrue();
        (await _bed.RefusalAsync("Deploy", new RunOptions(), "web")).Message.ShouldContain(
            "ingress belongs to the group edge, and the last deployment of the group edge to sandbox failed as a whole"
        );

        File.Delete(Broken);
        var again = await _bed.DeployAsync("dns", "ingress");

        again.Nodes.ShouldAllBe(node => node.Outcome == NodeOutcome.Unchanged);
        again.Units.Single().Outcome.ShouldBe(NodeOutcome.Done);
        Lines()[^1].ShouldBe("edge succeeded: dns unchanged, ingress unchanged");
        (await _bed.DeployAsync("web")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Test]
    public async Task Nothing_of_a_group_is_touched_when_what_it_requires_failed()
    {
        _bed.File("components/base/manifests/place.yaml", "apiVersion: v1\nkind: [\n");

        var result = await _bed.DeployAsync("base", "dns", "ingress");

        result
            .Nodes.Select(node => $"{node.Component}: {node.Outcome} {node.Reason}")
            .ShouldBe(["base: Failed ", "dns: NotRun base failed", "ingress: NotRun base failed"]);
        result.Units.Single().Outcome.ShouldBe(NodeOutcome.NotRun);
        Lines().ShouldBeEmpty();
    }

    [Test]
    public async Task When_every_failure_is_passed_over_the_group_still_ends_failed_and_its_lock_is_free()
    {
        await File.WriteAllTextAsync(Broken, "");

        var result = await _bed.RunAsync(
            "Deploy",
            new RunOptions { OnFailure = FailurePolicy.FinishEverything },
            "base",
            "dns",
            "ingress",
            "web"
        );

        result.ExitCode.ShouldBe(ExitCode.Failed);
        result.Units.Single().Outcome.ShouldBe(NodeOutcome.Failed);
        result.Nodes.Single(node => node.Component == "web").Outcome.ShouldBe(NodeOutcome.Refused);
        _bed.Ledger.Units["edge"].Outcome.ShouldBe(AttemptOutcome.Failed);
        new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).HolderOf("sandbox", "edge").ShouldBeNull();
    }

    [Test]
    public async Task A_group_that_another_run_holds_is_refused_once_for_all_its_members()
    {
        await _bed.DeployAsync("base");
        using var held = await Hold("edge");

        var result = await _bed.DeployAsync("dns", "ingress");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes.Select(node => $"{node.Component}: {node.Outcome} {Prose.FirstLine(node.Error ?? node.Reason!)}")
            .ShouldBe([
                "dns: Refused Another run is changing edge in sandbox: it is held by run 20261122-080000-0001 (ann@laptop, pid 4242, since "
                    + "2026-11-22 08:00:00 UTC), and 1 s of waiting were not enough. Nothing was touched. Wait for that run to end, or end it, "
                    + "then run the same command again.",
                "ingress: NotRun dns was refused",
            ]);
        Lines().ShouldBe(["base starts", "base succeeded"]);
    }

    [Test]
    public async Task A_group_that_a_killed_run_left_half_was_interrupted_and_the_next_run_knows_each_member()
    {
        await _bed.DeployAsync("base", "dns", "ingress");
        var lines = _bed["environments/sandbox/ledger.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _bed.File("environments/sandbox/ledger.jsonl", string.Concat(lines[..^2].Select(line => line + "\n")));

        var state = _bed.Ledger;
        state["dns"].Presence.ShouldBeOfType<Presence.Deployed>();
        state["ingress"]
            .Presence.ShouldBeOfType<Presence.Unknown>()
            .Because.Outcome.ShouldBe(AttemptOutcome.Interrupted);
        state.Units["edge"].Outcome.ShouldBe(AttemptOutcome.Interrupted);
        (await _bed.RefusalAsync("Deploy", new RunOptions(), "web")).ExitCode.ShouldBe(ExitCode.Refused);

        var again = await _bed.DeployAsync("dns", "ingress");

        again.Nodes.Select(node => node.Outcome).ShouldBe([NodeOutcome.Unchanged, NodeOutcome.Done]);
        _bed.Ledger.Units["edge"].IsDeployed.ShouldBeTrue();
    }

    [Test]
    public async Task A_part_of_a_group_is_refused_and_nothing_is_touched()
    {
        await _bed.DeployAsync("base");

        var refusal = await _bed.RefusalAsync("Deploy", new RunOptions(), "ingress");

        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        refusal.Message.ShouldBe(
            "Because sandbox deploys the group edge (dns and ingress) as one (environments/sandbox/environment.yaml(2,1)), and dns was not "
                + "asked for, ingress cannot be deployed there alone. Deploy all of it: "
                + "./build.sh --target=Deploy --component=edge --environment=sandbox."
        );
        Lines().ShouldBe(["base starts", "base succeeded"]);
    }

    [Test]
    public async Task What_is_missing_is_deployed_with_all_of_its_group()
    {
        var result = await _bed.RunAsync("Deploy", new RunOptions { WithDependencies = true }, "web");

        result
            .Nodes.Select(node => $"{node.Component}: {node.Reason}")
            .ShouldBe([
                "base: dns 1.0.0 requires base >=1.0.0 and sandbox has no base",
                "dns: ingress 1.0.0 requires dns >=1.0.0 and sandbox has no dns",
                "ingress: web 1.0.0 requires ingress >=1.0.0 and sandbox has no ingress",
                "web: ",
            ]);
        result.Units.Single().Outcome.ShouldBe(NodeOutcome.Done);
    }

    [Test]
    public async Task A_group_is_removed_as_one_in_reverse_order()
    {
        await _bed.DeployAsync("base", "dns", "ingress");

        var result = await _bed.RunAsync("Destroy", "base", "dns", "ingress");

        result.ExitCode.ShouldBe(ExitCode.Done);
        Lines()
            .Skip(8)
            .ShouldBe([
                "edge starts: dns 1.0.0, ingress 1.0.0",
                "ingress starts in edge",
                "ingress succeeded",
                "dns starts in edge",
                "dns succeeded",
                "edge succeeded: dns done, ingress done",
                "base starts",
                "base succeeded",
            ]);
        _bed.Ledger.Units["edge"].IsDeployed.ShouldBeFalse();
    }

    private async Task<DeploymentLock> Hold(string name) =>
        await new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).AcquireAsync(
            "sandbox",
            name,
            new LockHolder(
                "20261122-080000-0001",
                "ann@laptop",
                4242,
                new DateTimeOffset(2026, 11, 22, 8, 0, 0, default)
            ),
            TimeSpan.Zero,
            waiting: null,
            CancellationToken.None
        );

    private string[] Lines()
    {
        var names = new Dictionary<string, string>();
        return [.. _bed.Lines.Select(Text)];

        string Text(LedgerEntry entry)
        {
            switch (entry)
            {
                case LedgerEntry.Started started:
                    names[started.Attempt] = started.Component;
                    return $"{started.Component} starts{(started.Unit is { } unit ? $" in {unit.Name}" : "")}";
                case LedgerEntry.UnitStarted started:
                    names[started.Attempt] = started.Unit;
                    return $"{started.Unit} starts: {string.Join(", ", started.Members.Select(member => $"{member.Component} {member.Version}"))}";
                case LedgerEntry.Ended ended:
                    return $"{names[ended.Attempt]} {ended.Outcome.ToString().ToLowerInvariant()}";
                case LedgerEntry.UnitEnded ended:
                    var members = ended.Members.Select(member =>
                        $"{member.Component} {member.Outcome.ToString().ToLowerInvariant()}"
                    );
                    return $"{names[ended.Attempt]} {ended.Outcome.ToString().ToLowerInvariant()}: {string.Join(", ", members)}"
                        + (ended.Error is { } error ? $": {error}" : "");
                default:
                    throw new InvalidOperationException($"{entry} is not known.");
            }
        }
    }
}

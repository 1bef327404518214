using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Locks;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Deployments of plain manifests to a directory, which need no tool: what they record, and when they do nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class DeploymentRunTests : IDisposable
{
    private const string Smoke = "smoke: { script: tests/smoke.sh }\n";

    private readonly ComponentTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task An_attempt_is_recorded_before_anything_is_touched_and_after_it_ended()
    {
        _bed.Manifests("web", Smoke)
            .Script(
                "components/web/tests/smoke.sh",
                "cp ../../../../environments/sandbox/ledger.jsonl ../../../../seen; ls \"$PATH_TO_PROD_TARGET_DIRECTORY\" >> ../../../../seen"
            );

        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Error.ShouldBeNull();
        result.ExitCode.ShouldBe(ExitCode.Done);
        _bed["seen"].Split('\n')[0].ShouldContain("\"started\"");
        _bed["seen"].ShouldEndWith("configmap-place.yaml\n");
        var (started, ended) = ((LedgerEntry.Started)_bed.Lines[0], (LedgerEntry.Ended)_bed.Lines[1]);
        _bed.Lines.Length.ShouldBe(2);
        (started.Action, started.Component, started.Environment, $"{started.Version}").ShouldBe(
            (LedgerAction.Deploy, "web", "sandbox", "1.0.0")
        );
        (started.Digest, started.Run).ShouldBe((result.Nodes[0].Digest, result.Run.ToString()));
        (ended.Outcome, ended.Error, ended.Attempt).ShouldBe((Outcome.Succeeded, null, started.Attempt));
        ended.Deployed.ShouldBe(
            Tasks.Files.TreeDigest.Of(Path.Combine(_bed.Root, "artifacts/sandbox/web"))!.ToString()
        );
    }

    [Test]
    public async Task A_second_run_touches_nothing_and_says_why()
    {
        _bed.Manifests("web");
        await _bed.DeployAsync("web");
        _bed.Clock.Now = _bed.Clock.Now.AddMinutes(2);

        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
        var digest = result.Nodes[0].Digest!.ShortText;
        result
            .Nodes[0]
            .Stages.Select(stage => $"{stage.Name}: {stage.Note}")
            .ShouldBe([
                "Build: nothing it is made of has changed since run 20261122-080000-0001",
                "Test: the same content passed in run 20261122-080000-0001",
                $"Deploy: 1.0.0 {digest} was deployed 2 minutes ago by run 20261122-080000-0001, and is still there",
            ]);
        _bed.Lines.Length.ShouldBe(2);
    }

    [TestCase("artifacts/sandbox/web", true, ", but is no longer there")]
    [TestCase("artifacts/sandbox/web/configmap-place.yaml", false, ", but was changed since")]
    public async Task What_was_removed_or_changed_behind_our_back_is_deployed_again(
        string path,
        bool remove,
        string reason
    )
    {
        _bed.Manifests("web");
        await _bed.DeployAsync("web");
        var before = _bed["artifacts/sandbox/web/configmap-place.yaml"];
        if (remove)
        {
            Directory.Delete(Path.Combine(_bed.Root, path), recursive: true);
        }
        else
        {
            _bed.File(path, "changed");
        }

        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Stages[^1].Note!.ShouldContain(reason);
        _bed["artifacts/sandbox/web/configmap-place.yaml"].ShouldBe(before);
    }

    [Test]
    public async Task A_failed_deployment_is_recorded_in_one_line_with_secrets_hidden_and_the_next_one_runs_although_nothing_changed()
    {
        using var password = new Variable("SCRATCH_PASSWORD", "hunter2-secret");
        _bed.File(
                "environments/sandbox/environment.yaml",
                "target: { directory: artifacts/sandbox }\nsecrets: { PASSWORD: { env: SCRATCH_PASSWORD } }\n"
            )
            .Manifests("web", Smoke)
            .Script("components/web/tests/smoke.sh", "test -e ../../../../fine || { echo broken; exit 3; }");
        var failed = await _bed.DeployAsync("web");

        failed.ExitCode.ShouldBe(ExitCode.Failed);
        failed
            .Nodes[0]
            .Error.ShouldBe(
                $"""
                The smoke test tests/smoke.sh of web failed with exit code 3:
                  broken
                The log is artifacts/runs/{failed.Run}/web/Deploy.log.
                """
            );
        _bed.Lines.OfType<LedgerEntry.Ended>()
            .Single()
            .ShouldSatisfyAllConditions(
                ended => ended.Outcome.ShouldBe(Outcome.Failed),
                ended => ended.Error.ShouldBe("The smoke test tests/smoke.sh of web failed with exit code 3: broken"),
                ended => ended.Deployed.ShouldBeNull()
            );

        _bed.File("fine", "");
        var second = await _bed.DeployAsync("web");
        second.ExitCode.ShouldBe(ExitCode.Done);
        second.Nodes[0].Stages[^1].Note!.ShouldContain("failed");
        _bed.Lines.Length.ShouldBe(4);
    }

    [Test]
    public async Task A_tool_that_hangs_is_ended_by_the_time_limit_of_its_stage()
    {
        _bed.Manifests("web", Smoke + "stages: { deploy: { timeout: 1s } }\n")
            .Script("components/web/tests/smoke.sh", "sleep 300");

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        result
            .Nodes[0]
            .Error.ShouldBe(
                $"""
                Deploy of web took longer than 1 s, and was ended.
                Raise stages.deploy.timeout in component.yaml if that is too short; the log is artifacts/runs/{result.Run}/web/Deploy.log.
                """
            );
        _bed.Lines.OfType<LedgerEntry.Ended>()
            .Single()
            .ShouldSatisfyAllConditions(
                ended => ended.Outcome.ShouldBe(Outcome.Failed),
                ended => ended.Error.ShouldBe("Deploy of web took longer than 1 s, and was ended.")
            );
    }

    [Test]
    public async Task A_smoke_test_that_hangs_is_ended_by_its_own_time_limit()
    {
        _bed.Manifests("web", "smoke: { script: tests/smoke.sh, timeout: 1s }\n")
            .Script("components/web/tests/smoke.sh", "echo waiting; sleep 300");

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        result
            .Nodes[0]
            .Error.ShouldBe(
                $"""
                The smoke test tests/smoke.sh of web did not end within 1 s, its smoke.timeout:
                  waiting
                The log is artifacts/runs/{result.Run}/web/Deploy.log.
                """
            );
    }

    [Test]
    public async Task A_cancelled_deployment_is_recorded_as_cancelled()
    {
        _bed.Manifests("web", Smoke).Script("components/web/tests/smoke.sh", "touch ../../../../started; sleep 300");

        var run = _bed.DeployAsync("web");
        Eventually.Holds(() => File.Exists(Path.Combine(_bed.Root, "started")), "the smoke test starts");
        _bed.Cancel();
        var result = await run;

        result.ExitCode.ShouldBe(ExitCode.Cancelled);
        result.Nodes[0].Outcome.ShouldBe(NodeOutcome.Cancelled);
        _bed.Lines.OfType<LedgerEntry.Ended>().Single().Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Test]
    public async Task A_component_that_another_run_is_deploying_is_refused_with_its_holder()
    {
        _bed.Manifests("web");
        var holder = new LockHolder("20261122-075900-00aa", "ann@laptop", 4242, _bed.Clock.Now);
        using var held = await new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).AcquireAsync(
            "sandbox",
            "web",
            holder,
            TimeSpan.Zero,
            waiting: null,
            CancellationToken.None
        );

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error!.ShouldStartWith(
                "Another run is changing web in sandbox: it is held by run 20261122-075900-00aa (ann@laptop, pid 4242, since 2026-11-22 08:00:00 UTC)"
            );
        _bed.Lines.ShouldBeEmpty();
    }

    [Test]
    public async Task Forced_it_runs_whatever_is_there()
    {
        _bed.Manifests("web");
        await _bed.DeployAsync("web");

        var result = await _bed.RunAsync("Deploy", new RunOptions { Force = true }, "web");

        result
            .Nodes[0]
            .Stages[^1]
            .Note.ShouldBe("it was asked for with --force; the ledger names no commit: not a Git checkout");
        _bed.Lines.Length.ShouldBe(4);
    }

    [Test]
    public async Task Destroying_removes_it_once()
    {
        _bed.Manifests("web");
        await _bed.DeployAsync("web");

        (await _bed.RunAsync("Destroy", "web")).ExitCode.ShouldBe(ExitCode.Done);
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/sandbox/web")).ShouldBeFalse();
        _bed.Ledger["web"].Presence.ShouldBeOfType<Presence.Destroyed>();

        var second = await _bed.RunAsync("Destroy", "web");
        second.Nodes[0].Stages[^1].Note.ShouldBe("there is no web in sandbox");
        _bed.Lines.Length.ShouldBe(4);
    }

    [Test]
    public async Task Removing_takes_inputs_as_they_were_when_what_outputs_them_is_gone()
    {
        _bed.Terraform("net")
            .Manifests("web", "requires: { net: \">=1.0.0\" }\ninputs: { network: net.text }\n" + Smoke)
            .Script("components/web/tests/smoke.sh", "exit 0")
            .RealTool(Tools.RealTools.Terraform);
        (await _bed.DeployAsync("net", "web")).ExitCode.ShouldBe(ExitCode.Done);
        (await _bed.RunAsync("Destroy", new RunOptions { Force = true }, "net")).ExitCode.ShouldBe(ExitCode.Done);

        (await _bed.RunAsync("Destroy", "web")).ExitCode.ShouldBe(ExitCode.Done);

        var (made, gone) = (
            _bed.Lines.OfType<LedgerEntry.Started>().First(one => one.Component == "web"),
            _bed.Lines.OfType<LedgerEntry.Started>().Last(one => one.Component == "web")
        );
        gone.Values.ShouldBe(made.Values);
    }

    [Test]
    public async Task Verifying_needs_something_that_is_deployed()
    {
        _bed.Manifests("web", Smoke)
            .Script(
                "components/web/tests/smoke.sh",
                "echo $PATH_TO_PROD_COMPONENT $PATH_TO_PROD_ENVIRONMENT $PATH_TO_PROD_NAMESPACE > ../../../../verified"
            );

        (await _bed.RunAsync("Verify", "web"))
            .Nodes[0]
            .Error.ShouldBe(
                """
                web is not deployed to sandbox, so there is nothing to verify.
                Deploy it: ./build.sh --target=Deploy --component=web --environment=sandbox
                """
            );
        await _bed.DeployAsync("web");
        File.Delete(Path.Combine(_bed.Root, "verified"));
        (await _bed.RunAsync("Verify", "web")).ExitCode.ShouldBe(ExitCode.Done);
        _bed["verified"].ShouldBe("web sandbox web\n");
    }
}

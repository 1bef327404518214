using PathToProd.Decisions.Drift;
using PathToProd.Facts.Drift;
using PathToProd.Tasks.Facts.Drift;
using PathToProd.Tasks.Locks;
using PathToProd.Tasks.Tests.Tools;

namespace PathToProd.Tasks.Tests.Runs.Drift;

/// <summary>What is not as it was deployed to a directory, which needs no cluster.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class FolderDriftTests : IDisposable
{
    private const string Folder = "artifacts/sandbox/web";

    private readonly ComponentTestBed _bed = new ComponentTestBed().Manifests("web");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task Right_after_a_deployment_nothing_has_drifted_and_the_sources_do_not_count()
    {
        await _bed.DeployAsync("web");
        _bed.Manifests("web", text: "elsewhere");

        var drift = await _bed.DriftAsync();

        drift.Components.Select(one => (one.Component, one.Verdict)).ShouldBe([("web", DriftVerdict.None)]);
        (drift.HasDrift, drift.HasUnknown).ShouldBe((false, false));
    }

    [Test]
    public async Task Files_that_were_changed_removed_and_added_are_compared_with_the_artifact_that_was_deployed()
    {
        _bed.File("components/web/manifests/more.yaml", ComponentTestBed.ConfigMap("more", "a: b"));
        await _bed.DeployAsync("web");
        _bed.Manifests("web", text: "elsewhere")
            .File($"{Folder}/configmap-place.yaml", ComponentTestBed.ConfigMap("place", "text: there"))
            .File($"{Folder}/note.txt", "by hand");
        File.Delete(Path.Combine(_bed.Root, Folder, "configmap-more.yaml"));

        Lines(await _bed.DriftAsync("web"))
            .ShouldBe([
                $"gone: {Folder}/configmap-more.yaml",
                $"changed: {Folder}/configmap-place.yaml, data.text",
                $"no one deployed: {Folder}/note.txt",
            ]);
    }

    [Test]
    public async Task A_look_takes_no_lock_writes_no_ledger_and_is_remembered_with_its_time()
    {
        await _bed.DeployAsync("web");
        var before = _bed["environments/sandbox/ledger.jsonl"];
        using var held = await new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).AcquireAsync(
            "sandbox",
            "web",
            new LockHolder("20261122-080000-00ff", "ann@laptop", 4242, _bed.Clock.Now),
            TimeSpan.Zero,
            waiting: null,
            CancellationToken.None
        );
        Directory.Delete(Path.Combine(_bed.Root, Folder), recursive: true);

        var drift = await _bed.DriftAsync();

        Lines(drift).ShouldBe([$"gone: {Folder}"]);
        _bed["environments/sandbox/ledger.jsonl"].ShouldBe(before);
        DriftRecords
            .Find(_bed.Workspace, "sandbox", "web")
            .ShouldBe(
                new DriftRecord(
                    DriftVerdict.Drifted,
                    _bed.Clock.Now,
                    _bed.Ledger["web"].LastDeployment!.Run,
                    _bed.Ledger["web"].LastDeployment!.Digest,
                    Findings: 1
                )
            );
    }

    [Test]
    public async Task Without_its_artifact_it_is_not_known_and_never_no_drift()
    {
        await _bed.DeployAsync("web");
        var digest = _bed.Ledger["web"].LastDeployment!.Digest.ShortText;
        Directory.Delete(_bed.Workspace.Store, recursive: true);

        var drift = (await _bed.DriftAsync()).Components.Single();

        drift.Verdict.ShouldBe(DriftVerdict.Unknown);
        drift.Because.ShouldBe(
            $"web 1.0.0 ({digest}) is not in artifacts/store; set store in platform.yaml to the registry that it was published to"
        );
    }

    [Test]
    public async Task After_an_attempt_that_failed_nothing_is_looked_at_and_it_is_not_known()
    {
        _bed.Manifests("web", "smoke: { script: tests/smoke.sh }\n").Script("components/web/tests/smoke.sh", "exit 1");
        var run = (await _bed.DeployAsync("web")).Run;

        var drift = (await _bed.DriftAsync()).Components.Single();

        drift.Verdict.ShouldBe(DriftVerdict.Unknown);
        drift.Because.ShouldBe(
            $"the last deployment of web 1.0.0 to sandbox failed (run {run}: The smoke test tests/smoke.sh of web failed with exit code 1)"
        );
    }

    [Test]
    public async Task What_the_ledger_does_not_have_there_is_named_and_what_was_removed_is_not()
    {
        _bed.Manifests("old");
        await _bed.DeployAsync("web", "old");
        await _bed.RunAsync("Destroy", "old");
        _bed.File("artifacts/sandbox/stranger/a.yaml", "a").File("artifacts/sandbox/.git/HEAD", "ref");

        var drift = await _bed.DriftAsync();

        drift.Components.Select(one => one.Component).ShouldBe(["web"]);
        drift.NotDeployed.Select(DriftWriter.Write).ShouldBe(["no one deployed: artifacts/sandbox/stranger"]);
        (await _bed.DriftAsync("web", "old"))
            .Components.Select(one => (one.Component, one.Verdict))
            .ShouldBe([("old", DriftVerdict.NothingThere), ("web", DriftVerdict.None)]);
    }

    [Test]
    public async Task A_chart_is_rendered_again_with_the_values_that_were_deployed_though_others_are_written_by_now()
    {
        await DeployChartAsync();
        _bed.File("environments/sandbox/values/web.yaml", "text: three\n")
            .File(
                $"{Folder}/configmap-place.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\ndata:\n  text: two\n"
            );

        Lines(await _bed.DriftAsync("web")).ShouldBe([$"changed: {Folder}/configmap-place.yaml, data.text"]);
    }

    [Test]
    public async Task Where_the_deployed_values_are_not_kept_drift_is_known_and_only_the_files_are_not()
    {
        await DeployChartAsync();
        _bed.File("environments/sandbox/values/web.yaml", "text: three\n");
        Directory.Delete(Path.Combine(_bed.Workspace.Results, "values"), recursive: true);
        (await _bed.DriftAsync("web")).Components.Single().Verdict.ShouldBe(DriftVerdict.None);
        _bed.File($"{Folder}/configmap-place.yaml", "changed");
        var values = _bed.Ledger["web"].LastDeployment!.Values.ShortText;

        Lines(await _bed.DriftAsync("web"))
            .ShouldBe([
                $"changed: {Folder}: which of its files is not known, as the values that it was deployed with ({values}) "
                    + "are neither those of now nor in artifacts/results, where the checkout that deployed it keeps them",
            ]);
    }

    private async Task DeployChartAsync()
    {
        Directory.Delete(Path.Combine(_bed.Root, "components/web"), recursive: true);
        _bed.RealTool(RealTools.Helm)
            .File("components/web/component.yaml", "name: web\nversion: 1.0.0\ntype: helm\n")
            .File("components/web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            .File("components/web/chart/values.yaml", "text: none\n")
            .File(
                "components/web/chart/templates/place.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\ndata:\n  text: {{ .Values.text }}\n"
            )
            .File("environments/sandbox/values/web.yaml", "text: one\n");
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();
    }

    private static string[] Lines(EnvironmentDrift drift) =>
        [.. drift.Components.SelectMany(one => one.Findings).Select(DriftWriter.Write)];
}

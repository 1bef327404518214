using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text.Tables;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Explanations say what would run and why; each is checked against what then really runs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ExplainerTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .Manifests("base", "")
        .Manifests("web", "shared: [images.yaml#web]\n")
        .File("images.yaml", "web: one\nother: one\n")
        .File("environments/sandbox/values/web.yaml", "replicas: 2\nhost: \"a.example\"\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public void Nothing_is_remembered_of_a_component_that_is_new()
    {
        var explanation = _bed.Explain("web");

        explanation
            .Stages.Select(stage => (stage.Stage, stage.Runs, stage.Reason))
            .ShouldBe([
                (Stage.Build, true, "no earlier result of it is known here"),
                (Stage.Test, true, "no earlier result of it is known here"),
            ]);
        explanation.Deployments[0].Stage.Reason.ShouldBe("its artifact is built first");
        explanation
            .Inputs.All.Select(input => input.Name)
            .ShouldBe(["file component.yaml", "file manifests/place.yaml", "shared images.yaml#web", "tasks"]);
    }

    [Test]
    public async Task After_a_deployment_nothing_would_run_and_nothing_does()
    {
        await _bed.DeployAsync("web");

        var explanation = _bed.Explain("web");

        explanation.Stages.ShouldAllBe(stage => !stage.Runs);
        explanation.Deployments.ShouldAllBe(deployment => !deployment.Stage.Runs);
        explanation.Deployments[0].Stage.Changes.ShouldBeEmpty();
        (await _bed.DeployAsync("web")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task What_changed_is_shown_by_name()
    {
        await _bed.DeployAsync("web");
        _bed.File("components/web/manifests/place.yaml", ComponentTestBed.ConfigMap("place", "text: other"))
            .File("components/web/manifests/more.yaml", ComponentTestBed.ConfigMap("more", "text: new"))
            .File("components/web/README.md", "Read me\n")
            .File("images.yaml", "web: two\nother: one\n")
            .File("environments/sandbox/values/web.yaml", "replicas: 3\nhost: \"a.example\"\n");
        _bed.Clock.Now = _bed.Clock.Now.AddHours(2);

        var text = ExplanationReport.Text(_bed.Explain("web"), Style.Plain);

        Snapshot.Match(WithoutDigests(text));
        var deployed = (await _bed.DeployAsync("web")).Nodes[0];
        deployed.Stages.Select(stage => stage.Outcome).ShouldAllBe(outcome => outcome == StageOutcome.Done);
    }

    [Test]
    public async Task Another_entry_of_a_shared_file_changes_nothing()
    {
        await _bed.DeployAsync("web");
        _bed.File("images.yaml", "# a comment\nother: two\nweb: one\n");

        _bed.Explain("web").Stages.ShouldAllBe(stage => !stage.Runs);
        (await _bed.DeployAsync("web")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task An_artifact_that_is_gone_from_the_store_would_be_built_again_and_is()
    {
        await _bed.DeployAsync("web");
        File.Delete(Path.Combine(_bed.Root, "artifacts/store/index.json"));

        var build = _bed.Explain("web").Stages[0];

        (build.Runs, build.Reason).ShouldBe((true, "the artifact that it made is no longer in the store"));
        (await _bed.RunAsync("Build", "web")).Nodes[0].Stages[0].LogFile.ShouldNotBeNull();
    }

    [Test]
    public async Task What_was_removed_behind_our_back_would_be_deployed_again()
    {
        await _bed.DeployAsync("web");
        Directory.Delete(Path.Combine(_bed.Root, "artifacts/sandbox/web"), recursive: true);

        var deployment = _bed.Explain("web").Deployments[0];

        deployment.Stage.Runs.ShouldBeTrue();
        deployment.Stage.Reason.ShouldEndWith("but is no longer there");
    }

    [Test]
    public void A_secret_is_named_and_never_shown()
    {
        using var secret = new Variable("EXPLAINED_SECRET", "hunter2-explained");
        _bed.File(
                "environments/sandbox/environment.yaml",
                "target: { cluster: { context: none } }\nsecrets: { PASSWORD: { env: EXPLAINED_SECRET } }\n"
            )
            .File("environments/sandbox/values/web.yaml", "password: ${secrets.PASSWORD}\n");

        var json = ExplanationReport.Json([_bed.Explain("web")]);

        json.ShouldContain("${secrets.PASSWORD}");
        json.ShouldNotContain("hunter2-explained");
    }

    private static string WithoutDigests(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "sha256:[0-9a-f]{8}", "sha256:........");
}

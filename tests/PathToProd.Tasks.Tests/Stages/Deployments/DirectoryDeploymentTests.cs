using PathToProd.Decisions.Planning;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Standard;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Deployments;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class DirectoryDeploymentTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed().Manifests("web");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task Each_resource_has_a_file_of_its_own_with_a_name_that_every_disk_takes()
    {
        _bed.File(
            "components/web/manifests/more.yaml",
            """
            { apiVersion: v1, kind: Namespace, metadata: { name: other } }
            ---
            { apiVersion: v1, kind: ConfigMap, metadata: { name: place, namespace: other } }
            ---
            { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: "system:reader/x" } }
            """
        );

        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        FileTree
            .Files(Path.Combine(_bed.Root, "artifacts/sandbox/web"))
            .ShouldBe([
                "clusterrole-system-reader-x.yaml",
                "configmap-place-369a6a3dc9.yaml",
                "configmap-place-69410107bf.yaml",
                "namespace-other.yaml",
            ]);
        _bed["artifacts/sandbox/web/configmap-place-69410107bf.yaml"]
            .ShouldBe("{ apiVersion: v1, kind: ConfigMap, metadata: { name: place, namespace: other } }\n");
    }

    [Test]
    public async Task What_left_the_manifests_leaves_the_folder()
    {
        _bed.File("components/web/manifests/more.yaml", ComponentTestBed.ConfigMap("more", "a: b"));
        await _bed.DeployAsync("web");
        File.Delete(Path.Combine(_bed.Root, "components/web/manifests/more.yaml"));

        await _bed.DeployAsync("web");

        FileTree.Files(Path.Combine(_bed.Root, "artifacts/sandbox/web")).ShouldBe(["configmap-place.yaml"]);
    }

    [Test]
    public async Task A_plan_shows_what_would_change_and_changes_nothing()
    {
        await _bed.RunAsync("Plan", "web");
        _bed.Observer.Printed.TryDequeue(out var first).ShouldBeTrue();
        first.ShouldBe(
            """
            web: This would change in web:
            + artifacts/sandbox/web/configmap-place.yaml
                + apiVersion: v1
                + kind: ConfigMap
                + metadata:
                +   name: place
                + data:
                +   text: here
            """
        );
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/sandbox")).ShouldBeFalse();
        _bed.Lines.ShouldBeEmpty();

        await _bed.DeployAsync("web");
        await _bed.RunAsync("Plan", "web");
        _bed.Observer.Printed.ShouldBe(["web: Nothing would change in web."]);
    }

    [Test]
    public async Task A_plan_shows_no_value_of_a_secret()
    {
        const string Path = "components/web/manifests/place.yaml";
        _bed.File(Path, "kind: Secret\napiVersion: v1\nmetadata: { name: place }\nstringData: { a: hunter-one }\n");
        await _bed.DeployAsync("web");
        _bed.File(Path, "kind: Secret\napiVersion: v1\nmetadata: { name: place }\nstringData: { a: hunter-two }\n");

        await _bed.RunAsync("Plan", "web");

        _bed.Observer.Printed.TryDequeue(out var plan).ShouldBeTrue();
        plan.ShouldBe(
            """
            web: This would change in web:
            ~ artifacts/sandbox/web/secret-place.yaml
                      "name": "place"
                    },
                    "data": {
                -     "a": "(hidden)"
                +     "a": "(hidden, and differs)"
                    }
                  }
            """
        );
    }

    [Test]
    public async Task A_secret_is_never_written_into_a_directory_not_even_by_a_task_that_no_one_looked_at_before()
    {
        const string Message =
            "environments/sandbox/values/web.yaml(1,11): web uses the secret PASSWORD, and sandbox is a directory, where it would be "
            + "written for all to read; refer to a Secret that the cluster gets in another way, or deploy to a cluster";
        _bed.File(
                "environments/sandbox/environment.yaml",
                "target: { directory: artifacts/sandbox }\nsecrets: { PASSWORD: { file: password.txt } }\n"
            )
            .File("environments/sandbox/values/web.yaml", "password: ${secrets.PASSWORD}\n")
            .File("password.txt", "hunter2-secret\n");

        (await _bed.RefusalAsync("Deploy", new RunOptions(), "web")).Message.ShouldBe(Message);

        var own = new OwnTasks().Add("Release", typeof(SayingTask), typeof(ManifestsTasks.Deploy)).Load();
        _bed.Graph("Release", "web", own).Failure.ShouldBeOfType<PlatformException>().Message.ShouldBe(Message);
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/sandbox")).ShouldBeFalse();
    }

    [Test]
    public async Task A_link_that_someone_put_there_counts_as_a_change()
    {
        await _bed.DeployAsync("web");
        File.CreateSymbolicLink(Path.Combine(_bed.Root, "artifacts/sandbox/web/link"), "/etc");

        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Stages[^1].Note!.ShouldContain("but was changed since");
        FileTree.Files(Path.Combine(_bed.Root, "artifacts/sandbox/web")).ShouldBe(["configmap-place.yaml"]);
    }

    [Test]
    public async Task Hooks_of_Helm_are_left_out_or_become_the_agent_s_own()
    {
        Chart(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: settings }
            ---
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: wipe
              annotations:
                helm.sh/hook: pre-delete
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: try
              annotations:
                helm.sh/hook: test

            """
        );

        var first = await _bed.DeployAsync("chart");

        Deployed().ShouldBe(["configmap-settings.yaml"]);
        first
            .Nodes[0]
            .Stages[^1]
            .Note!.ShouldEndWith(
                "left out 1 hook, as only Helm runs them at their time; for Argo CD write hooks: argocd beside directory in "
                    + "environment.yaml: Job wipe (pre-delete)"
            );

        _bed.File("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox, hooks: argocd }\n");
        var second = await _bed.DeployAsync("chart");

        Deployed().ShouldBe(["configmap-settings.yaml", "job-wipe.yaml"]);
        _bed["artifacts/sandbox/chart/job-wipe.yaml"].ShouldContain("    argocd.argoproj.io/hook: \"PreDelete\"\n");
        second.Nodes[0].Stages[^1].Note!.ShouldEndWith("1 hook of Helm became Argo CD's");
        _bed.Explain("chart").Deployments[0].Stage.Runs.ShouldBeFalse();
    }

    [TestCase("kubernetes-version: 1.30.0\n", "kubernetes-version")]
    [TestCase("api-versions: [monitoring.coreos.com/v1]\n", "api-versions")]
    public async Task What_a_chart_is_rendered_for_is_deployed_when_it_changes(string setting, string name)
    {
        Chart(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: settings }
            data:
              version: {{ .Capabilities.KubeVersion.Version }}
              monitors: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" | quote }}

            """
        );
        await _bed.DeployAsync("chart");
        var before = _bed["artifacts/sandbox/chart/configmap-settings.yaml"];
        _bed.File("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n" + setting);

        var explained = _bed.Explain("chart").Deployments[0];
        explained.Stage.Runs.ShouldBeTrue();
        explained.Stage.Changes.Select(change => change.Name).ShouldBe([$"value {name}"]);
        await _bed.DeployAsync("chart");

        _bed["artifacts/sandbox/chart/configmap-settings.yaml"].ShouldNotBe(before);
    }

    private string[] Deployed() => [.. FileTree.Files(Path.Combine(_bed.Root, "artifacts/sandbox/chart"))];

    private void Chart(string template) =>
        _bed.RealTool(RealTools.Helm)
            .File("components/chart/component.yaml", "name: chart\nversion: 1.0.0\ntype: helm\n")
            .File("components/chart/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n")
            .File("components/chart/chart/templates/all.yaml", template);
}

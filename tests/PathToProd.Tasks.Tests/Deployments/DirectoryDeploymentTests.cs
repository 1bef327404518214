using PathToProd.Reporting;
using PathToProd.Tasks.ComponentTasks.Standard;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Tests.Runs;

namespace PathToProd.Tasks.Tests.Deployments;

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
                "configmap-place-2.yaml",
                "configmap-place.yaml",
                "namespace-other.yaml",
            ]);
        _bed["artifacts/sandbox/web/configmap-place.yaml"]
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
    public async Task A_secret_is_never_written_into_a_directory_not_even_by_a_task_that_nobody_looked_at_before()
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
    public async Task A_link_that_somebody_put_there_counts_as_a_change()
    {
        await _bed.DeployAsync("web");
        File.CreateSymbolicLink(Path.Combine(_bed.Root, "artifacts/sandbox/web/link"), "/etc");

        var result = await _bed.DeployAsync("web");

        result.Nodes[0].Stages[^1].Note!.ShouldContain("but was changed there since");
        FileTree.Files(Path.Combine(_bed.Root, "artifacts/sandbox/web")).ShouldBe(["configmap-place.yaml"]);
    }
}

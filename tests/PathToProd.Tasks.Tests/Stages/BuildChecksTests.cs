using PathToProd.Decisions.Planning;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>What is wrong with sources is reported before an artifact is made of them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class BuildChecksTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed().Tool("helm", "").Tool("terraform", "", "1.11.4");

    public void Dispose() => _bed.Dispose();

    [Test]
    public Task A_chart_must_be_there() =>
        RefusedAsync(
            "helm",
            "components/web/chart/Chart.yaml: there is no chart; add one, or set another type in component.yaml"
        );

    [Test]
    public Task A_chart_must_have_the_components_name_and_version()
    {
        _bed.File("components/web/chart/Chart.yaml", "name: other\n");

        return RefusedAsync(
            "helm",
            """
            components/web/chart/Chart.yaml: name is other, but component.yaml says web; set name: web
            components/web/chart/Chart.yaml: version is missing, but component.yaml says 1.0.0; set version: 1.0.0
            """
        );
    }

    [Test]
    public Task A_chart_must_be_YAML()
    {
        _bed.File("components/web/chart/Chart.yaml", "[]\n");

        return RefusedAsync(
            "helm",
            "components/web/chart/Chart.yaml(1,1): the document is not a map; write keys and values, such as apiVersion: v1"
        );
    }

    [Test]
    public Task There_must_be_a_manifest()
    {
        _bed.File("components/web/manifests/README.md", "none");

        return RefusedAsync(
            "manifests",
            "components/web/manifests: there is no manifest; add a .yaml file, or set another type in component.yaml"
        );
    }

    [Test]
    public Task There_must_be_a_root_for_the_provider() =>
        RefusedAsync(
            "terraform",
            "environments/sandbox/environment.yaml: web has no Terraform root for the provider sandbox; "
                + "add components/web/terraform/sandbox/, or choose another provider"
        );

    [Test]
    public async Task A_root_must_say_where_its_state_is()
    {
        _bed.File("components/web/component.yaml", "name: web\nversion: 1.0.0\ntype: terraform\n")
            .File("components/web/terraform/sandbox/main.tf", "# nothing\n");

        (await _bed.RefusalAsync("Build", new RunOptions(), "web")).Message.ShouldBe(
            "components/web/terraform/sandbox: the root declares no backend, so its state would be lost; "
                + "add terraform { backend \"local\" {} }"
        );
    }

    [Test]
    public Task All_scripts_must_be_files()
    {
        _bed.Manifests("web").File("components/web/tests/deep/a.sh", "true\n");

        return RefusedAsync(
            "manifests",
            """
            components/web/component.yaml(4,10): the smoke test components/web/tests/smoke.sh does not exist; add it, or correct its path
            components/web/component.yaml(6,23): the script components/web/tests/resolves.sh does not exist; add it, or correct its path
            components/web/component.yaml(7,19): the script components/web/tests/deep is a folder; name a file that can be started
            """,
            """
            smoke: { script: tests/smoke.sh }
            tests:
              - { name: resolves, script: tests/resolves.sh }
              - { name: deep, script: tests/deep }

            """
        );
    }

    [TestCase("#!/bin/sh\n", false, "is not executable; chmod +x components/web/tests/smoke.sh")]
    [TestCase("true\n", true, "has no first line such as #!/bin/sh that says what runs it; add that line")]
    [TestCase(
        "#!/no/such -e\n",
        true,
        "names /no/such in its first line, which does not exist here; install /no/such, or correct the line"
    )]
    public async Task A_script_that_will_not_start_is_reported_with_the_path_of_its_source(
        string text,
        bool isExecutable,
        string problem
    )
    {
        const string Script = "components/web/tests/smoke.sh";
        _bed.Manifests("web").File(Script, text);
        if (isExecutable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_bed.Root, Script), (UnixFileMode)0b111_101_101);
        }

        await RefusedAsync(
            "manifests",
            $"components/web/component.yaml(4,10): the smoke test {Script} {problem}",
            "smoke: { script: tests/smoke.sh }\n"
        );
    }

    [Test]
    public Task A_type_that_does_not_fit_the_folder_is_reported_as_such()
    {
        _bed.Manifests("web");

        return RefusedAsync(
            "helm",
            "components/web/component.yaml(3,1): web is of type helm, but has manifests/ instead of chart/; "
                + "write type: manifests, or add components/web/chart/"
        );
    }

    [Test]
    public async Task Nothing_that_is_required_is_deployed_before_wrong_input_is_reported()
    {
        _bed.Manifests("base").Manifests("web", "requires: { base: \"*\" }\nsmoke: { script: tests/none.sh }\n");

        var refusal = await _bed.RefusalAsync("Deploy", new RunOptions { WithDependencies = true }, "web");

        refusal.ExitCode.ShouldBe(ExitCode.WrongInput);
        refusal.Message.ShouldBe(
            "components/web/component.yaml(5,10): the smoke test components/web/tests/none.sh does not exist; add it, or correct its path"
        );
        _bed.Lines.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/sandbox")).ShouldBeFalse();
    }

    [Test]
    public void Tasks_of_a_components_own_may_make_what_Build_needs()
    {
        ComponentGraph.BuildsFolderAsItIs(ownTasks: null).ShouldBeTrue();
        ComponentGraph.BuildsFolderAsItIs(new OwnTasks().Add("Build", typeof(BuildManifests)).Load()).ShouldBeTrue();
        ComponentGraph.BuildsFolderAsItIs(new OwnTasks().Add("Fetch", typeof(SayingTask)).Load()).ShouldBeTrue();
        ComponentGraph
            .BuildsFolderAsItIs(new OwnTasks().Add("Build", typeof(BuildManifests), typeof(SayingTask)).Load())
            .ShouldBeFalse();
        ComponentGraph.BuildsFolderAsItIs(new OwnTasks().Add("Build", typeof(SayingTask)).Load()).ShouldBeFalse();
    }

    private async Task RefusedAsync(string type, string message, string more = "")
    {
        _bed.File("components/web/component.yaml", $"name: web\nversion: 1.0.0\ntype: {type}\n{more}");

        var result = await _bed.RunAsync("Build", "web");

        result.ExitCode.ShouldBe(ExitCode.WrongInput);
        result.Nodes[0].Error.ShouldBe(message);
        var refusal = await _bed.RefusalAsync("Deploy", new RunOptions(), "web");
        refusal.ExitCode.ShouldBe(ExitCode.WrongInput);
        refusal.Message.ShouldBe(message);
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/built")).ShouldBeFalse();
    }
}

using PathToProd.Decisions.Planning;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>Charts that make up secrets, and charts that Helm's lint does not like, with real Helm.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ForeignChartTests : IDisposable
{
    private const string Generated = "Secret/web/data.password";
    private const string Snapshot = "components/web/tests/snapshots/sandbox.yaml";
    private static readonly RunOptions Update = new() { UpdateSnapshots = true };

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .RealTool(RealTools.Helm)
        .File("components/web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");

    public ForeignChartTests() => Component("");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task A_snapshot_that_can_never_match_is_not_written_and_the_values_are_named()
    {
        Secret();
        const string Problem =
            $"{Snapshot}: no snapshot can match, as the chart renders differently each time: {Generated}; give it a value, or add to "
            + $"components/web/component.yaml: generated: [{Generated}]";

        (await _bed.RunAsync("Test", Update, "web")).Nodes[0].Error.ShouldBe(Problem);

        File.Exists(Path.Combine(_bed.Root, Snapshot)).ShouldBeFalse();
        _bed.File(Snapshot, "x\n");
        (await _bed.RunAsync("Test", "web")).Nodes[0].Error.ShouldBe(Problem);
    }

    [Test]
    public async Task Without_a_snapshot_it_is_only_reported()
    {
        Secret();

        var result = await _bed.RunAsync("Test", "web");

        result.Nodes[0].Error.ShouldBeNull();
        result.Nodes[0].Stages[^1].Note.ShouldBe($"renders differently each time for sandbox: {Generated}");
    }

    [Test]
    public async Task What_is_declared_as_generated_is_not_compared()
    {
        Secret();
        Component($"generated: [{Generated}]\n");
        (await _bed.RunAsync("Test", Update, "web")).Nodes[0].Error.ShouldBeNull();

        (await _bed.RunAsync("Test", "web")).Nodes[0].Error.ShouldBeNull();

        _bed[Snapshot].ShouldContain("  password: (generated)\n  user: admin\n");
        await _bed.DeployAsync("web");
        await _bed.RunAsync("Plan", "web");
        _bed.Observer.Printed.ShouldBe(["web: Nothing would change in web."]);
    }

    [Test]
    public async Task A_deployment_to_a_directory_says_what_changes_each_time()
    {
        Secret();

        var result = await _bed.DeployAsync("web");

        result
            .Nodes[0]
            .Stages[^1]
            .Note!.ShouldEndWith($"each deployment to a directory changes what the chart generates: {Generated}");
    }

    [Test]
    public async Task A_generated_value_that_is_not_rendered_is_reported()
    {
        Secret();
        Component($"generated: [{Generated}, Secret/web/data.token]\n");

        (await _bed.RunAsync("Test", "web"))
            .Nodes[0]
            .Error.ShouldBe(
                "components/web/component.yaml(4,39): Secret/web/data.token is not rendered for any environment, so nothing is "
                    + "generated there; correct or remove it"
            );
    }

    [Test]
    public async Task The_difference_from_a_snapshot_tells_that_a_secret_differs_and_never_its_values()
    {
        const string Template = "components/web/chart/templates/web.yaml";
        const string Written = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: web
            stringData:
              password: hunter2-one

            """;
        _bed.File(Template, Written);
        await _bed.RunAsync("Test", Update, "web");

        _bed.File(Template, Written.Replace("hunter2-one", "hunter2-two", StringComparison.Ordinal));
        var other = (await _bed.RunAsync("Test", "web")).Nodes[0].Error;

        other.ShouldBe(
            """
            components/web/tests/snapshots/sandbox.yaml: what is rendered differs from the snapshot:
            ~ rendered/sandbox.yaml
                      "name": "web"
                    },
                    "data": {
                -     "password": "(hidden)"
                +     "password": "(hidden, and differs)"
                    }
                  }
            ; if this is meant, run Test with --update-snapshots and read the diff
            """.ReplaceLineEndings("\n")
        );

        _bed.File(Template, Written.Replace("hunter2-one", "\"hunter2-one\"", StringComparison.Ordinal));
        var same = (await _bed.RunAsync("Test", "web")).Nodes[0].Error;

        same.ShouldBe(
            """
            components/web/tests/snapshots/sandbox.yaml: what is rendered differs from the snapshot:
            ~ rendered/sandbox.yaml
                (in comments or in how Secrets are written, which are not shown)
            ; if this is meant, run Test with --update-snapshots and read the diff
            """.ReplaceLineEndings("\n")
        );
        Directory
            .EnumerateFiles(Path.Combine(_bed.Root, "artifacts"), "*.log", SearchOption.AllDirectories)
            .ShouldAllBe(log => !File.ReadAllText(log).Contains("hunter2", StringComparison.Ordinal));
    }

    [Test]
    public async Task What_Helm_lint_does_not_like_may_be_waived_with_a_reason()
    {
        _bed.File(
            "components/web/chart/templates/web.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: Not_A_Name\n"
        );
        (await _bed.RunAsync("Lint", "web"))
            .Nodes[0]
            .Error!.ShouldStartWith("components/web/chart: helm lint fails with the values for sandbox: [");

        Component("lint-waivers:\n- { finding: object name does not conform, reason: upstream's own name }\n");

        (await _bed.RunAsync("Lint", "web")).Nodes[0].Error.ShouldBeNull();
        (await _bed.RunAsync("Test", "web")).Nodes[0].Error.ShouldBeNull();

        _bed.File("components/web/chart/templates/web.yaml", ComponentTestBed.ConfigMap("web", "a: b"));
        var result = await _bed.RunAsync("Lint", "web");
        result
            .Nodes[0]
            .Error.ShouldBe(
                "components/web/component.yaml(5,3): helm lint finds nothing that contains \"object name does not conform\", so nothing is "
                    + "waived; remove it"
            );
        result.ExitCode.ShouldBe(ExitCode.Failed);
    }

    private void Component(string more) =>
        _bed.File("components/web/component.yaml", $"name: web\nversion: 1.0.0\ntype: helm\n{more}");

    private void Secret() =>
        _bed.File(
            "components/web/chart/templates/web.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: web
            data:
              password: {{ randAlphaNum 16 | b64enc }}
              user: admin

            """
        );
}

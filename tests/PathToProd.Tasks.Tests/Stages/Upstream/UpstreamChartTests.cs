using PathToProd.Decisions.Planning;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>A component whose chart others publish, with a repository on this machine and the real Helm.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class UpstreamChartTests : IDisposable
{
    private const string Snapshot = "components/web/tests/snapshots/sandbox.yaml";
    private static readonly RunOptions Update = new() { UpdateSnapshots = true };

    private readonly ChartRepository _charts = new();
    private readonly ComponentTestBed _bed = new ComponentTestBed().RealTool(RealTools.Helm);
    private readonly Digest _digest;

    public UpstreamChartTests()
    {
        _digest = _charts.Add("1.0.0");
        Component(_digest);
    }

    public void Dispose()
    {
        _charts.Dispose();
        _bed.Dispose();
    }

    [Test]
    public async Task It_is_fetched_once_and_deployed_from_the_artifact_with_nothing_to_ask()
    {
        (await _bed.RunAsync("Test", "web")).Nodes[0].Error.ShouldBeNull();
        _charts.Requests.ShouldBe(["/charts/index.yaml", "/charts/web-1.0.0.tgz"]);

        _charts.Stop();
        Directory.Delete(_bed.Workspace.Upstream, recursive: true);
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        _bed["artifacts/sandbox/web/deployment-web.yaml"].ShouldContain("value: \"red\"");
        (await _bed.DeployAsync("web")).Nodes[0].Stages[0].Outcome.ToString().ShouldBe("Unchanged");
    }

    [Test]
    public async Task Another_checkout_that_fetched_it_before_builds_offline()
    {
        (await _bed.RunAsync("Build", "web")).Nodes[0].Error.ShouldBeNull();
        _charts.Stop();
        Directory.Delete(_bed.Workspace.Store, recursive: true);
        Directory.Delete(_bed.Workspace.Results, recursive: true);

        (await _bed.RunAsync("Build", "web")).Nodes[0].Error.ShouldBeNull();
    }

    [Test]
    public async Task Values_of_its_own_count_more_than_the_charts_and_less_than_an_environments()
    {
        _bed.File("components/web/values.yaml", "colour: blue\nreplicas: 2\n")
            .File("environments/sandbox/values/web.yaml", "replicas: 3\n");

        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        var deployed = _bed["artifacts/sandbox/web/deployment-web.yaml"];
        deployed.ShouldContain("value: \"blue\"");
        deployed.ShouldContain("replicas: 3");
    }

    [Test]
    public async Task Tests_and_deployments_see_what_the_patches_make()
    {
        Patch(
            "replicas",
            "target: { kind: Deployment }\noperations: [{ op: replace, path: /spec/replicas, value: 5 }]\n"
        );
        Patch("note", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: before }\ndata: { more: text }\n");

        (await _bed.RunAsync("Test", Update, "web")).Nodes[0].Error.ShouldBeNull();
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        _bed[Snapshot].ShouldContain("  replicas: 5\n");
        _bed[Snapshot].ShouldContain("  braces: \"{{ kept }}\"\n  more: text\n");
        _bed["artifacts/sandbox/web/deployment-web.yaml"].ShouldContain("  replicas: 5\n");
        await _bed.RunAsync("Plan", "web");
        _bed.Observer.Printed.ShouldBe(["web: Nothing would change in web."]);
    }

    [Test]
    public async Task A_patch_that_matches_nothing_or_does_not_fit_is_refused_with_all_environments_at_once()
    {
        _bed.File("environments/other/environment.yaml", "target: { directory: artifacts/other }\n");
        Patch("replicas", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: wbe }\nspec: { replicas: 2 }\n");
        Patch("team", "target: { kind: Deployment }\noperations: [{ op: remove, path: /metadata/labels }]\n");

        (await _bed.RunAsync("Test", "web"))
            .Nodes[0]
            .Error.ShouldBe(
                "components/web/patches/replicas.yaml(3,19): the patch replicas matches nothing: no Deployment wbe is rendered (in other and sandbox); did you mean web?\n"
                    + "components/web/patches/team.yaml(2,14): the patch team does not fit Deployment web: /metadata/labels is not there (in other and sandbox); correct the path"
            );
    }

    [Test]
    public async Task A_digest_that_differs_is_refused_by_name_and_nothing_is_kept()
    {
        var other = new Digest($"sha256:{new string('0', 64)}");
        Component(other);

        (await _bed.RunAsync("Build", "web"))
            .Nodes[0]
            .Error.ShouldBe(
                $"components/web/component.yaml(8,3): the chart web 1.0.0 of {_charts.Address} is refused: its digest is {_digest}, and {other} is pinned; "
                    + "nothing of it was kept; when its makers published it again, see what changed and pin it: ./build.sh --target=Bump --component=web --to=1.0.0 --dry-run"
            );

        Directory.Exists(_bed.Workspace.Upstream).ShouldBeFalse();
        _bed.Store.Find("web", Versions.SemVersion.Parse("1.0.0")).ShouldBeNull();
    }

    [Test]
    public async Task What_was_kept_and_is_damaged_is_fetched_again()
    {
        (await _bed.RunAsync("Build", "web")).Nodes[0].Error.ShouldBeNull();
        File.WriteAllText(Path.Combine(_bed.Workspace.Upstream, $"{_digest.Hex}.package"), "damaged");

        (await _bed.RunAsync("Lint", "web")).Nodes[0].Error.ShouldBeNull();

        _charts.Requests.Count(path => path.EndsWith(".tgz", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task Everything_that_is_wrong_in_the_folder_is_said_before_anything_is_fetched()
    {
        Component(null);
        _bed.File("components/web/chart/Chart.yaml", "name: web\n").File("components/web/values.yaml", "- a\n");
        Patch("empty", "# nothing\n");
        _bed.File("components/web/patches/json.json", "{}").File("components/web/patches/README.md", "why\n");

        (await _bed.RefusalAsync("Deploy", new RunOptions(), "web")).Message.ShouldBe(
            $"components/web/component.yaml(4,1): chart names a chart that others publish, and components/web/chart/ is there too; remove one of the two\n"
                + $"components/web/component.yaml(4,1): the chart web 1.0.0 of {_charts.Address} has no digest, so that no one can check what is fetched; look it up and write it down: ./build.sh --target=Bump --component=web\n"
                + "components/web/patches/empty.yaml: the patch empty is empty; write a part of a resource, with apiVersion, kind and metadata.name\n"
                + "components/web/patches/json.json: this is no patch, so nothing would be changed by it; write patches as .yaml, or move it elsewhere\n"
                + "components/web/values.yaml(1,1): the document is not a map; write keys and values, such as apiVersion: v1"
        );
        _charts.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_repository_that_does_not_answer_is_one_line_that_names_it()
    {
        _charts.Stop();

        (await _bed.RunAsync("Build", "web"))
            .Nodes[0]
            .Error.ShouldBe(
                $"components/web/component.yaml(4,1): the chart web 1.0.0 of {_charts.Address} cannot be fetched: {_charts.Address}/index.yaml could not be reached (Connection refused); "
                    + "run it again where that address can be reached."
            );
    }

    [Test]
    public async Task A_package_of_another_chart_and_one_that_leads_out_of_its_folder_are_refused()
    {
        _charts.Index($"entries:\n  web:\n  - version: 1.0.0\n    urls: [web-1.1.0.tgz]\n");
        Component(_charts.Add("1.1.0"));
        _charts.Index($"entries:\n  web:\n  - version: 1.0.0\n    urls: [web-1.1.0.tgz]\n");
        (await _bed.RunAsync("Build", "web"))
            .Nodes[0]
            .Error.ShouldEndWith(
                "cannot be fetched: it is the chart web 1.1.0; correct the repository, the name or the version."
            );

        var hostile = Hostile("web/../../evil");
        _charts.Serve("/charts/web-1.1.0.tgz", hostile);
        Component(Digest.Of(hostile));
        (await _bed.RunAsync("Build", "web"))
            .Nodes[0]
            .Error.ShouldEndWith(
                "cannot be fetched: the path web/../../evil in it is not allowed: it does not lead straight into the artifact's folder; take another package; nothing of it was kept."
            );
        Directory.Exists(_bed.Workspace.Upstream).ShouldBeFalse();
    }

    [Test]
    public async Task Values_that_the_charts_schema_refuses_are_shown_where_they_are_written()
    {
        Component(
            _charts.Add(
                "1.0.0",
                schema: """{ "type": "object", "additionalProperties": false, "properties": { "colour": { "enum": ["red", "blue"] }, "replicas": { "type": "integer" }, "global": {} } }"""
            )
        );
        _bed.File("components/web/values.yaml", "# ours\nreplicas: many\nreplica: 2\n")
            .File("environments/sandbox/values/web.yaml", "colour: green\n");

        foreach (var target in new[] { "Lint", "Test" })
        {
            (await _bed.RunAsync(target, "web"))
                .Nodes[0]
                .Error.ShouldBe(
                    "components/web/values.yaml(2,1): the values.schema.json of web refuses replicas: got string, want integer (in sandbox); correct the value\n"
                        + "components/web/values.yaml(3,1): the values.schema.json of web refuses replica: it is unknown (in sandbox); correct the value\n"
                        + "environments/sandbox/values/web.yaml(1,1): the values.schema.json of web refuses colour: value must be one of 'red', 'blue' (in sandbox); correct the value"
                );
        }
    }

    [Test]
    public async Task An_explanation_fetches_nothing()
    {
        _bed.Explain("web").ShouldNotBeNull();
        _charts.Requests.ShouldBeEmpty();

        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();
        _charts.Stop();
        _bed.Explain("web").ShouldNotBeNull();
    }

    private static byte[] Hostile(string path)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionLevel.Fastest))
        using (var tar = new System.Formats.Tar.TarWriter(gzip))
        {
            tar.WriteEntry(
                new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream("x"u8.ToArray()),
                }
            );
        }

        return bytes.ToArray();
    }

    private void Patch(string name, string text) => _bed.File($"components/web/patches/{name}.yaml", text);

    private void Component(Digest? digest) =>
        _bed.File(
            "components/web/component.yaml",
            $"name: web\nversion: 1.0.0\ntype: helm\nchart:\n  repository: {_charts.Address}\n  name: web\n  version: 1.0.0\n"
                + (digest is null ? "" : $"  digest: {digest}\n")
        );
}

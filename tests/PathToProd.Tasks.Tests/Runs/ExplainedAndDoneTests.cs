using PathToProd.Facts.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>
/// What Explain says is what the next run does, whatever happened before: Build, Test, and Deploy to a directory, for each type of
/// component, with an environment that comes first by its name and needs another tool and another Terraform root.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ExplainedAndDoneTests : IDisposable
{
    private const string Helm = """
        case "$1" in
          template) printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\ndata:\n  text: here\n';;
        esac
        """;

    private static readonly string[] Types = ["manifests", "helm", "terraform"];

    private static readonly Dictionary<string, Action<ComponentTestBed, string>> Happenings = new(
        StringComparer.Ordinal
    )
    {
        ["nothing"] = (_, _) => { },
        ["its README was changed"] = (bed, name) => bed.File($"components/{name}/README.md", "Read me.\n"),
        ["a file of its tests was added"] = (bed, name) => bed.File($"components/{name}/tests/note.txt", "x"),
        ["its owner was named"] = (bed, name) =>
            bed.File($"components/{name}/component.yaml", bed[$"components/{name}/component.yaml"] + "owner: us\n"),
        ["a value of the environment was set"] = (bed, name) =>
            bed.File($"environments/sandbox/values/{name}.yaml", "text: two\n"),
        ["a value of another environment was set"] = (bed, name) =>
            bed.File($"environments/a-cluster/values/{name}.yaml", "text: two\n"),
        ["an environment was added"] = (bed, _) =>
            bed.File("environments/another/environment.yaml", "target: { directory: artifacts/another }\n"),
        ["another environment got another provider"] = (bed, _) =>
            bed.File(
                "environments/a-cluster/environment.yaml",
                "target: { cluster: { context: none } }\nprovider: eks\n"
            ),
        ["Helm was upgraded"] = (bed, _) => bed.Tool("helm", Helm, "3.17.0"),
        ["kubectl was installed"] = (bed, _) => bed.Tool("kubectl", "", "1.30.0"),
        ["the artifacts were removed"] = (bed, _) =>
            Directory.Delete(Path.Combine(bed.Root, "artifacts/store"), recursive: true),
        ["what is deployed was changed there"] = (bed, name) =>
            Deployed(bed, name, path => File.AppendAllText(path, " ")),
        ["what is deployed was removed there"] = (bed, name) => Deployed(bed, name, File.Delete),
        ["the results were removed"] = (bed, _) => File.Delete(Path.Combine(bed.Root, "artifacts/results/passed.tsv")),
    };

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .File("environments/a-cluster/environment.yaml", "target: { cluster: { context: none } }\nprovider: kind\n")
        .Tool("helm", Helm)
        .RealTool(RealTools.Terraform)
        .Manifests("manifests")
        .File("components/helm/component.yaml", "name: helm\nversion: 1.0.0\ntype: helm\n")
        .File("components/helm/chart/Chart.yaml", "apiVersion: v2\nname: helm\nversion: 1.0.0\n")
        .Terraform("terraform");

    public ExplainedAndDoneTests()
    {
        foreach (var provider in new[] { "kind", "eks" })
        {
            _bed.File(
                $"components/terraform/terraform/{provider}/main.tf",
                _bed["components/terraform/terraform/sandbox/main.tf"]
            );
        }
    }

    public void Dispose() => _bed.Dispose();

    private static IEnumerable<TestCaseData> Cases() =>
        from type in Types
        from before in new[] { "", "Build", "Test", "Deploy" }
        from happening in Happenings.Keys
        where before.Length > 0 || happening == "nothing"
        select new TestCaseData(type, before, happening).SetArgDisplayNames(
            type,
            before.Length == 0 ? "new" : $"after {before}",
            happening
        );

    [TestCaseSource(nameof(Cases))]
    public async Task What_is_explained_is_what_is_done(string component, string before, string happening)
    {
        if (before.Length > 0)
        {
            (await _bed.RunAsync(before, component)).ExitCode.ShouldBe(ExitCode.Done);
        }

        Happenings[happening](_bed, component);
        var explanation = _bed.Explain(component);
        var explained = explanation
            .Stages.Concat(explanation.Deployments.Where(one => one.Environment == "sandbox").Select(one => one.Stage))
            .ToDictionary(stage => stage.Stage.ToString(), stage => stage.Runs);

        var run = await _bed.RunAsync("Deploy", component);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Nodes[0]
            .Stages.ToDictionary(stage => stage.Name, stage => stage.Outcome == StageOutcome.Done)
            .ShouldBe(explained, ignoreOrder: true);
        _bed.Explain(component).Stages.ShouldAllBe(stage => !stage.Runs);
    }

    /// <summary>What Test says ends there: what was looked up before the run, and what the stages of a deployment look up, is the same.</summary>
    [TestCaseSource(nameof(Cases))]
    public async Task What_is_explained_is_what_is_tested(string component, string before, string happening)
    {
        if (before.Length > 0)
        {
            (await _bed.RunAsync(before, component)).ExitCode.ShouldBe(ExitCode.Done);
        }

        Happenings[happening](_bed, component);
        var explained = _bed.Explain(component)
            .Stages.ToDictionary(stage => stage.Stage.ToString(), stage => stage.Runs);

        var run = await _bed.RunAsync("Test", component);

        run.Nodes[0]
            .Stages.ToDictionary(stage => stage.Name, stage => stage.Outcome == StageOutcome.Done)
            .ShouldBe(explained, ignoreOrder: true);
    }

    private static void Deployed(ComponentTestBed bed, string name, Action<string> change)
    {
        var folder = Path.Combine(bed.Root, "artifacts/sandbox", name);
        if (Directory.Exists(folder))
        {
            change(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).First());
        }
    }
}

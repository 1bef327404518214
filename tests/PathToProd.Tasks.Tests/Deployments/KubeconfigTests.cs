using PathToProd.Environments;
using PathToProd.Reporting;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Files;

namespace PathToProd.Tasks.Tests.Deployments;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KubeconfigTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly string? _variable = Environment.GetEnvironmentVariable("KUBECONFIG");
    private readonly string? _home = Environment.GetEnvironmentVariable("HOME");

    public KubeconfigTests()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", null);
        Environment.SetEnvironmentVariable("HOME", _root.Path);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", _variable);
        Environment.SetEnvironmentVariable("HOME", _home);
        _root.Dispose();
    }

    [TestCase("/etc/kubeconfig", "/etc/kubeconfig")]
    [TestCase("config/dev.yaml", "ROOT/config/dev.yaml")]
    [TestCase("~/dev.yaml", "ROOT/dev.yaml")]
    [TestCase(null, "ROOT/.kube/config")]
    public void What_the_environment_says_counts_most_then_the_home_folder(string? said, string path) =>
        PathOf("dev", said).ShouldBe(path);

    [Test]
    public void The_variable_may_list_several_files_of_which_the_one_with_the_context_counts()
    {
        var (first, second) = (Write("first", "a"), Write("second", "b", "dev"));
        var missing = Path.Combine(_root.Path, "missing");
        Environment.SetEnvironmentVariable("KUBECONFIG", $":{missing}: {first}:{second}:");

        PathOf("dev").ShouldBe("ROOT/second");
        PathOf("a").ShouldBe("ROOT/first");
        PathOf("nowhere").ShouldBe("ROOT/first");
        Environment.SetEnvironmentVariable("KUBECONFIG", missing);
        PathOf("dev").ShouldBe("ROOT/missing");
    }

    [Test]
    public void A_context_that_is_there_is_no_problem()
    {
        Write(".kube/config", "kind-dev", "kind-test");

        Check("kind-dev").ShouldBe("");
    }

    [Test]
    public void A_misspelt_context_is_told_with_a_suggestion()
    {
        Write(".kube/config", "kind-dev", "kind-test");

        Check("kind-dew")
            .ShouldBe("e(3,5): the kubeconfig ROOT/.kube/config has no context kind-dew; did you mean kind-dev?");
    }

    [Test]
    public void A_kubeconfig_without_contexts_is_told()
    {
        Write(".kube/config");

        Check("dev").ShouldBe("e(3,5): the kubeconfig ROOT/.kube/config has no context dev; it has none");
    }

    [Test]
    public void A_kubeconfig_that_is_not_there_is_told() =>
        Check("dev", "nowhere.yaml")
            .ShouldBe(
                "e(2,3): the kubeconfig ROOT/nowhere.yaml does not exist; "
                    + "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
            );

    [Test]
    public void A_kubeconfig_that_is_not_YAML_is_told()
    {
        File.WriteAllText(Path.Combine(_root.Path, "odd.yaml"), "contexts: [\n");

        Check("dev", "odd.yaml")
            .ShouldBe("ROOT/odd.yaml(1,11): the list that opens here is not closed; close it with ]");
    }

    private string PathOf(string context, string? kubeconfig = null) =>
        Plain(Kubeconfig.PathOf(new Target.Cluster(context, kubeconfig), new Workspace(_root.Path)));

    private string Check(string context, string? kubeconfig = null)
    {
        const string Text = "target:\n  cluster:\n    context: dev\n";
        var source = new SourceMap("e", PathToProd.Values.YamlReader.Read("e", Text, []));
        var environment = new EnvironmentManifest
        {
            Name = "dev",
            Target = new Target.Cluster(context, kubeconfig),
            Source = source,
        };
        return Plain(string.Join('\n', Kubeconfig.Check(environment, new Workspace(_root.Path))));
    }

    private string Plain(string text) => text.Replace(_root.Path, "ROOT", StringComparison.Ordinal);

    private string Write(string file, params string[] contexts)
    {
        var path = Path.Combine(_root.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(
            path,
            "apiVersion: v1\nkind: Config\ncontexts:\n" + string.Concat(contexts.Select(name => $"- name: {name}\n"))
        );
        return path;
    }
}

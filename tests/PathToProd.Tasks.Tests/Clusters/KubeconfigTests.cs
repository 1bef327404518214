using PathToProd.Formats.Values;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Clusters;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KubeconfigTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly Variable _kubeconfig = new("KUBECONFIG", null);
    private readonly Variable _home;

    public KubeconfigTests() => _home = new Variable("HOME", _root.Path);

    public void Dispose()
    {
        _kubeconfig.Dispose();
        _home.Dispose();
        _root.Dispose();
    }

    [TestCase("/etc/kubeconfig", "/etc/kubeconfig")]
    [TestCase("config/dev.yaml", "ROOT/config/dev.yaml")]
    [TestCase("~/dev.yaml", "ROOT/dev.yaml")]
    [TestCase(null, "ROOT/.kube/config")]
    public void What_the_environment_says_counts_most_then_the_home_folder(string? said, string path) =>
        PathOf("dev", said).ShouldBe(path);

    [Test]
    public void The_variable_may_list_several_files_which_are_all_passed_on_as_kubectl_lists_them()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", $":{_root.Path}/a::{_root.Path}/b:{_root.Path}/a:");

        PathOf("dev").ShouldBe("ROOT/a:ROOT/b");
        var kubeconfig = Kubeconfig.Of(new Target.Cluster("dev", null), new Workspace(_root.Path));
        kubeconfig.Options.ShouldBeEmpty();
        Plain(kubeconfig.Variables["KUBECONFIG"]!).ShouldBe("ROOT/a:ROOT/b");
    }

    [Test]
    public void One_file_is_passed_on_by_an_option()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", $"{_root.Path}/a");

        var kubeconfig = Kubeconfig.Of(new Target.Cluster("dev", null), new Workspace(_root.Path));
        kubeconfig.Options.Select(Plain).ShouldBe(["--kubeconfig=ROOT/a"]);
        kubeconfig.Variables.ShouldBeEmpty();
    }

    [Test]
    public void Relative_files_start_from_where_the_user_is()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", "a:sub/b");

        var here = Directory.GetCurrentDirectory();
        PathOf("dev").ShouldBe($"{here}/a:{here}/sub/b");
    }

    [Test]
    public void Context_cluster_and_user_may_stand_in_three_files_and_one_may_be_missing()
    {
        WriteText("a", "contexts: [{ name: dev, context: { cluster: c, user: u } }]\n");
        WriteText("b", "clusters: [{ name: c, cluster: { server: https://127.0.0.1:1 } }]\n");
        WriteText("c", "users: [{ name: u, user: { token: t } }]\n");
        Environment.SetEnvironmentVariable(
            "KUBECONFIG",
            string.Join(':', new[] { "a", "missing", "b", "c" }.Select(name => $"{_root.Path}/{name}"))
        );

        Check("dev").ShouldBe("");
    }

    [Test]
    public void The_first_of_two_contexts_with_one_name_counts()
    {
        WriteText("a", "contexts: [{ name: dev, context: { cluster: gone } }]\n");
        WriteText("b", "contexts: [{ name: dev, context: { cluster: c } }]\nclusters: [{ name: c }]\n");
        Environment.SetEnvironmentVariable("KUBECONFIG", $"{_root.Path}/b:{_root.Path}/a");
        Check("dev").ShouldBe("");

        Environment.SetEnvironmentVariable("KUBECONFIG", $"{_root.Path}/a:{_root.Path}/b");
        Check("dev")
            .ShouldBe(
                "e(3,5): the context dev names the cluster gone, and the kubeconfigs ROOT/a, ROOT/b have none of that name; "
                    + "the only cluster is c"
            );
    }

    [Test]
    public void A_context_whose_cluster_and_user_are_nowhere_is_reported()
    {
        WriteText(
            "a",
            "contexts: [{ name: dev, context: { cluster: prod-1, user: ann } }]\nclusters: [{ name: prod }]\n"
        );

        Check("dev", "a")
            .ShouldBe(
                "e(3,5): the context dev names the cluster prod-1, and the kubeconfig ROOT/a has none of that name; did you mean prod?\n"
                    + "e(3,5): the context dev names the user ann, and the kubeconfig ROOT/a has none of that name; add the user"
            );
    }

    [Test]
    public void When_none_of_several_is_there_all_are_named()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", $"{_root.Path}/a:{_root.Path}/b");
        Check("dev")
            .ShouldBe(
                "e(2,3): none of the kubeconfigs ROOT/a, ROOT/b exists; "
                    + "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
            );

        Environment.SetEnvironmentVariable("KUBECONFIG", ":");
        Check("dev").ShouldStartWith("e(2,3): KUBECONFIG names no file; ");
    }

    [Test]
    public void A_folder_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, "folder"));

        Check("dev", "folder").ShouldBe("ROOT/folder: the kubeconfig is a folder; name the file in it");
    }

    /// <summary>Random files, among them missing ones: the same contexts count as those that kubectl lists.</summary>
    [Test]
    [CancelAfter(120_000)]
    public void The_contexts_are_those_that_kubectl_lists([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        string[] names = ["a", "b", "c", "d"];
        foreach (var file in names.Where(_ => random.Next(4) > 0))
        {
            var contexts = names.Where(_ => random.Next(2) == 0).Select(name => $"{name}{random.Next(3)}");
            Write(file, [.. contexts.Distinct()]);
        }

        var listed = names.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(name => $"{_root.Path}/{name}");
        Environment.SetEnvironmentVariable("KUBECONFIG", string.Join(':', listed) + (random.Next(2) == 0 ? ":" : ""));
        var kubeconfig = Kubeconfig.Of(new Target.Cluster("dev", null), new Workspace(_root.Path));
        var problems = new List<Problem>();
        var known = KubeconfigEntries.Read(kubeconfig.Files.Where(Path.Exists), problems).Contexts;
        problems.ShouldBeEmpty();

        var command = new Command(RealTools.Kubectl, "config", "get-contexts", "--output=name")
        {
            WorkingDirectory = "/",
            Environment = kubeconfig.Variables,
            Capture = Capture.Output,
        };
        using var result = new CommandRunner().Run(command, new ProcessScope()).EnsureSucceeded();
        known.Order(StringComparer.Ordinal).ShouldBe(result.Output.Lines().Order(StringComparer.Ordinal));
    }

    [Test]
    public void A_context_that_is_there_is_no_problem()
    {
        Write(".kube/config", "kind-dev", "kind-test");

        Check("kind-dev").ShouldBe("");
    }

    [Test]
    public void A_misspelt_context_is_reported_with_a_suggestion()
    {
        Write(".kube/config", "kind-dev", "kind-test");

        Check("kind-dew")
            .ShouldBe("e(3,5): the kubeconfig ROOT/.kube/config has no context kind-dew; did you mean kind-dev?");
    }

    [Test]
    public void A_kubeconfig_without_contexts_is_reported()
    {
        Write(".kube/config");

        Check("dev").ShouldBe("e(3,5): the kubeconfig ROOT/.kube/config has no context dev; it has none");
    }

    [Test]
    public void A_kubeconfig_that_is_not_there_is_reported() =>
        Check("dev", "nowhere.yaml")
            .ShouldBe(
                "e(2,3): the kubeconfig ROOT/nowhere.yaml does not exist; "
                    + "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
            );

    [Test]
    public void A_kubeconfig_that_is_not_YAML_is_reported()
    {
        File.WriteAllText(Path.Combine(_root.Path, "odd.yaml"), "contexts: [\n");

        Check("dev", "odd.yaml")
            .ShouldBe("ROOT/odd.yaml(1,11): the list that opens here is not closed; close it with ]");
    }

    private string PathOf(string context, string? kubeconfig = null) =>
        Plain(Kubeconfig.Of(new Target.Cluster(context, kubeconfig), new Workspace(_root.Path)).Variable);

    private string Check(string context, string? kubeconfig = null)
    {
        const string Text = "target:\n  cluster:\n    context: dev\n";
        var source = new SourceMap("e", PathToProd.Formats.Values.YamlReader.Read("e", Text, []));
        var environment = new EnvironmentManifest
        {
            Name = "dev",
            Target = new Target.Cluster(context, kubeconfig),
            Source = source,
        };
        return Plain(string.Join('\n', Kubeconfig.Check(environment, new Workspace(_root.Path))));
    }

    private string Plain(string text) => text.Replace(_root.Path, "ROOT", StringComparison.Ordinal);

    private void WriteText(string file, string text) => File.WriteAllText(Path.Combine(_root.Path, file), text);

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

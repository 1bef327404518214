using System.Text.Json.Nodes;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>Kubeconfigs as people have them, with a real API server and the real kubectl and Helm.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KubeconfigTests
{
    private const string Context = "somewhere";

    private readonly Checkout _platform = SmallPlatform.New();

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void Context_cluster_and_user_in_three_files_with_relative_paths_lead_to_the_cluster()
    {
        var cluster = ControlPlane.Cluster;
        var ns = cluster.NewNamespace();
        var (server, user) = Credentials();
        _platform
            .Write("home/ca.pem", Text(server["certificate-authority-data"]))
            .Write("home/users/token", user["token"]!.ToString())
            .Write("home/context", Config("contexts", $"context: {Braced("cluster: there, user: me")}", Context))
            .Write(
                "home/cluster",
                Config(
                    "clusters",
                    $"cluster: {Braced($"server: '{server["server"]}', certificate-authority: ca.pem")}",
                    "there"
                )
            )
            .Write("home/users/user", Config("users", $"user: {Braced("tokenFile: token")}", "me"));
        Environment("home/context", "home/missing", "home/cluster", "home/users/user").WithWeb(ns).WithRules(ns, "one");

        _platform.Deploy("all");

        cluster.Get(ns, "configmap/web").ShouldNotBeNull();
        cluster.Get(ns, "configmap/one").ShouldNotBeNull();
        _platform.Deploy("all").OutcomeOf("rules").ShouldBe("unchanged");
    }

    [Test]
    public void A_plugin_gets_its_arguments_and_variables_and_is_not_interactive()
    {
        var cluster = ControlPlane.Cluster;
        var ns = cluster.NewNamespace();
        Plugin(
            """
            test "$1" = token && test "$ACCOUNT" = ours || { echo "wrong call: $1 $ACCOUNT" >&2; exit 9; }
            case $KUBERNETES_EXEC_INFO in *'"interactive":false'*) ;; *) echo "$KUBERNETES_EXEC_INFO" >&2; exit 9 ;; esac
            cat "$(dirname "$0")/credential.json"
            """
        );
        var (_, user) = Credentials();
        _platform.Write(
            "home/credential.json",
            new JsonObject
            {
                ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
                ["kind"] = "ExecCredential",
                ["status"] = new JsonObject { ["token"] = user["token"]!.ToString() },
            }.ToJsonString()
        );
        WithPlugin("command: ./plugin, interactiveMode: IfAvailable").WithWeb(ns);

        _platform.Deploy("web");

        cluster.Get(ns, "configmap/web").ShouldNotBeNull();
    }

    [Test]
    public void A_plugin_that_fails_is_heard_in_its_own_words()
    {
        Plugin("echo 'Your session has expired. Run: cloud sso login' >&2; exit 7");
        WithPlugin("command: ./plugin, interactiveMode: Never").WithWeb("web");

        var error = _platform.Run("Deploy", "web").ShouldExitWith(1).Error;

        error.ShouldStartWith(
            $"The cluster of e2e (context {Context}) cannot be asked which environment it is; kubectl printed:\n"
                + "  Your session has expired. Run: cloud sso login\n"
        );
        error.ShouldContain("exit code 7");
        error.ShouldEndWith(
            "\nNothing was touched. Check that the cluster runs, and that you may read it: "
                + $"kubectl --context {Context} --namespace kube-system get configmap path-to-prod\n"
        );
        _platform.Ledger().ShouldBeEmpty();
    }

    [Test]
    public void A_plugin_that_is_not_installed_is_reported_with_its_own_hint()
    {
        WithPlugin(
                "command: no-such-cloud, interactiveMode: Never, installHint: 'Install it: cloud components install auth'"
            )
            .WithWeb("web");

        var error = _platform.Run("Deploy", "web").ShouldExitWith(1).Error;

        error.ShouldContain("no-such-cloud");
        error.ShouldContain("Install it: cloud components install auth");
        _platform.Ledger().ShouldBeEmpty();
    }

    [Test]
    public void A_plugin_that_must_ask_its_user_is_reported_as_there_is_no_one_to_ask()
    {
        Plugin("echo never >&2; exit 1");
        WithPlugin("command: ./plugin, interactiveMode: Always").WithWeb("web");

        var error = _platform.Run("Deploy", "web").ShouldExitWith(1).Error;

        error.ShouldContain("standard input");
        error.ShouldNotContain("never");
    }

    /// <summary>The environment, with files in KUBECONFIG as relative as a user gives them.</summary>
    private Checkout Environment(params string[] files)
    {
        _platform.WithKubeconfig(string.Join(':', files));
        return _platform.Write(
            $"environments/{TestEnvironment.Name}/environment.yaml",
            $"""
            target: {Braced($"cluster: {Braced($"context: {Context}")}")}
            provider: sandbox
            kubernetes-version: {ControlPlane.Cluster.Version}
            versions: workspace
            deployment-model: decoupled

            """
        );
    }

    private void Plugin(string script) => ScriptFile.WriteShell(_platform.PathOf("home/plugin"), script);

    private Checkout WithPlugin(string exec)
    {
        var (server, _) = Credentials();
        var plugin = $"apiVersion: client.authentication.k8s.io/v1beta1, args: [token], {exec}";
        var variables = Braced("name: ACCOUNT, value: ours");
        _platform.Write(
            "home/config",
            $"""
            apiVersion: v1
            kind: Config
            contexts: [{Braced($"name: {Context}, context: {Braced("cluster: there, user: me")}")}]
            clusters:
              - name: there
                cluster:
                  server: "{server["server"]}"
                  certificate-authority-data: {server["certificate-authority-data"]}
            users:
              - name: me
                user:
                  exec: {Braced($"{plugin}, env: [{variables}]")}

            """
        );
        return Environment("home/config");
    }

    private static (JsonNode Server, JsonNode User) Credentials()
    {
        var cluster = ControlPlane.Cluster;
        var config = JsonNode.Parse(cluster.Ask("config", "view", "--raw", "--flatten", "--minify", "--output=json"))!;
        return (config["clusters"]![0]!["cluster"]!, config["users"]![0]!["user"]!);
    }

    private static string Config(string kind, string entry, string name) =>
        $"apiVersion: v1\nkind: Config\n{kind}:\n- name: {name}\n  {entry}\n";

    private static string Text(JsonNode? base64) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64!.ToString()));

    private static string Braced(string text) => $"{"{"} {text} {"}"}";
}

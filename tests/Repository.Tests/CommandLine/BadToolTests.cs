using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Tools that are missing, too old, fail, hang or talk nonsense.</summary>
public sealed class BadToolTests
{
    private const string Version =
        "case \"$*\" in *version*) echo '{\"terraform_version\":\"1.11.4\"}'; exit 0;; esac\n";

    private const string Kubeconfig =
        "apiVersion: v1\nkind: Config\ncontexts:\n- name: here\n  context: { cluster: c, user: u }\n"
        + "clusters:\n- name: c\n  cluster: { server: 'https://127.0.0.1:1' }\nusers:\n- name: u\n  user: {}\n";

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() => _platform = new ScratchPlatform();

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void A_missing_terraform() => Refuses(_platform.Terraform("network"), "network");

    [Test]
    public void A_missing_helm() => Refuses(_platform.Chart("ingress"), "ingress");

    [Test]
    public void A_missing_kubectl() => Refuses(WithCluster().Component("ingress"), "ingress");

    [Test]
    public void A_terraform_that_is_too_old() =>
        Refuses(
            _platform.Terraform("network").Tool("terraform", "echo '{\"terraform_version\":\"1.8.5\"}'"),
            "network"
        );

    [Test]
    public void A_helm_that_is_too_old() => Refuses(_platform.Chart("ingress").Tool("helm", "echo v2.17.0"), "ingress");

    [Test]
    public void A_kubectl_that_is_too_old() =>
        Refuses(
            WithCluster()
                .Component("ingress")
                .Tool("kubectl", "echo '{\"clientVersion\":{\"gitVersion\":\"v1.19.16\"}}'"),
            "ingress"
        );

    [Test]
    public void All_missing_tools_are_reported_at_once() =>
        Refuses(_platform.Terraform("network").Chart("ingress"), "network,ingress");

    [Test]
    public void A_tool_that_exits_non_zero() =>
        Fails("case \"$*\" in *init*) echo 'no such module' >&2; exit 3;; *fmt*) exit 0;; esac");

    [Test]
    public void A_tool_that_prints_garbage_where_json_is_expected() =>
        Fails("case \"$*\" in *validate*) echo 'segmentation fault, sort of';; *) exit 0;; esac");

    [Test]
    public void A_tool_that_hangs() =>
        Fails("case \"$*\" in *init*) sleep 60;; *fmt*) exit 0;; esac", "stages:\n  test: { timeout: 1s }\n");

    [Test]
    public void A_tool_that_hangs_and_ignores_the_polite_end_is_still_ended() =>
        Fails(
            "trap '' TERM INT\ncase \"$*\" in *init*) while true; do sleep 1; done;; *fmt*) exit 0;; esac",
            "stages:\n  test: { timeout: 1s }\n"
        );

    private ScratchPlatform WithCluster() =>
        _platform
            .File("kubeconfig", Kubeconfig)
            .Environment("sandbox", "target: { cluster: { context: here, kubeconfig: kubeconfig } }\n");

    private static void Refuses(
        ScratchPlatform platform,
        string component,
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    )
    {
        var result = platform.Run("--target=Deploy", $"--component={component}");
        Snapshot.Match(result.Error, test);
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(2);
        result
            .Touched.Where(path => !path.StartsWith("artifacts/tools/", StringComparison.Ordinal))
            .ShouldBe(["artifacts/"], "only what is known about tools is remembered");
    }

    private void Fails(
        string script,
        string more = "",
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    )
    {
        _platform.Terraform("network", more: more).Tool("terraform", Version + script);
        var result = _platform.Run("--target=Deploy", "--component=network", "--output=json").ShouldEnd(1);
        var node = JsonNode.Parse(result.Output)!["components"]!.AsArray().ShouldHaveSingleItem()!;
        node["outcome"]!.ToString().ShouldBe("failed");
        Snapshot.Match(node["error"]!.ToString(), test);
        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
    }
}

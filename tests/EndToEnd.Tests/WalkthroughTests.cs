using System.Globalization;
using System.Text.RegularExpressions;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>The commands of docs/walkthrough.md, in their order, on two control planes.</summary>
[NonParallelizable]
public sealed partial class WalkthroughTests
{
    /// <summary>What must be in the output of a line of the document, whatever its line breaks.</summary>
    private static readonly Dictionary<string, string> Says = new()
    {
        ["./build.sh --target=Pin --set=2026.11.1"] = "Pinned 2026.11.1: 5 components",
        ["./build.sh --target=StandUp --environment=eu-1 --set=2026.11.1"] = "platform healthy as a whole Health",
        ["./build.sh --target=StandUp --environment=eu-2 --set=2026.11.1"] =
            "5 components are there, and 8 objects in the cluster are ready",
        ["./build.sh --target=Diff --set=eu-1 --with=eu-2"] = "eu-1 and eu-2 run the same: 5 components.",
        ["./build.sh --target=Deploy --environment=eu-1 --plan=plan.json"] = "Deployed ingress 1.5.0 to eu-1 in",
        ["./build.sh --target=Deploy --environment=eu-1 --plan=plan.json    # exits with 3: a plan is applied once"] =
            "and a plan is applied at most once. Make a new plan. Nothing was touched.",
        ["./build.sh --target=Deploy --component=all --environment=eu-2 --set=2026.11.2"] =
            "all 5 components, version set 2026.11.2: deployed and verified as one.",
        ["./build.sh --target=Drift --environment=eu-1 --fail-on-drift    # exits with 1: it was seen"] =
            "changed: Deployment ingress/ingress-controller, spec.replicas",
        ["./build.sh --target=Drift --environment=eu-2 --fail-on-drift"] = "eu-2: 5 components are as deployed.",
        ["./build.sh --target=Rollback --environment=eu-1    # exits with 3: the step was never tested"] =
            "Because the step back is not known to work, nothing was touched.",
        ["./build.sh --target=Rollback --environment=eu-1 --force --note=\"2026.11.2 drops connections\""] =
            "Rolled back ingress 1.4.0 in eu-1 in",
        ["./build.sh --target=Rollback --environment=eu-2 --force --note=\"2026.11.2 drops connections\""] =
            "all 5 components, version set 2026.11.1: rolled back and verified as one.",
        ["./build.sh --target=TearDown --environment=eu-1 --confirm=eu-1"] =
            "Nothing is known to remain that costs money.",
        ["./build.sh --target=TearDown --environment=eu-2 --confirm=eu-2"] =
            "Nothing is known to remain that costs money.",
    };

    private Checkout _platform = null!;
    private OwnControlPlane _first = null!;
    private OwnControlPlane _second = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _first = new OwnControlPlane("eu-1");
        _second = new OwnControlPlane("eu-2");
        _platform = Template
            .ReferencePlatform()
            .WithKubeconfig($"{_first.Cluster.Kubeconfig}:{_second.Cluster.Kubeconfig}");
        Directory.Delete(_platform.PathOf($"environments/{TestEnvironment.Name}"), recursive: true);
        ForHollowNodes();
    }

    /// <summary>What a reader's clusters need not have: in these no container runs, so none answers a probe.</summary>
    private void ForHollowNodes()
    {
        _platform.Type("kubectl config view --flatten > clusters.yaml").ShouldExitWith(0);
        _platform
            .Replace(
                "environments/base/environment.yaml",
                "kubernetes-version: 1.31.2",
                $"kubernetes-version: {_first.Cluster.Version}"
            )
            .Write(
                "environments/local/values/base-k8s.yaml",
                $"cluster_name: platform\ncreate_cluster: false\nkubeconfig: {_platform.PathOf("clusters.yaml")}\n"
            );
        foreach (var (chart, values) in Template.HollowValues)
        {
            _platform.Write($"environments/local/values/{chart}.yaml", values);
        }
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _platform?.Dispose();
        _second?.Dispose();
        _first?.Dispose();
    }

    [Test]
    public void Its_commands_work_in_their_order()
    {
        Says.Keys.ShouldBeSubsetOf(Lines());
        foreach (var line in Lines())
        {
            var exit = ExitComment().Match(line);
            var exitCode = exit.Success ? int.Parse(exit.Groups["code"].ValueSpan, CultureInfo.InvariantCulture) : 0;
            var outcome = _platform.Type(line);
            TestContext.Out.WriteLine($"$ {line}\n{outcome}\n");
            outcome.ExitCode.ShouldBe(exitCode, $"{line}\n{outcome}");
            if (Says.GetValueOrDefault(line) is { } expected)
            {
                OneLine(outcome.Output + outcome.Error).ShouldContain(expected, Case.Sensitive, line);
            }
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The lines of its code blocks. A comment may promise another exit code than 0.</summary>
    private static List<string> Lines()
    {
        var lines = new List<string>();
        var isCode = false;
        foreach (var line in File.ReadLines(SourceTree.PathOf("docs", "walkthrough.md")))
        {
            if (line == "```")
            {
                isCode = !isCode;
            }
            else if (isCode)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    [GeneratedRegex(@"# exits with (?<code>\d+):")]
    private static partial Regex ExitComment();
}

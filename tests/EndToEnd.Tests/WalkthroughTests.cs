using System.Globalization;
using System.Text.RegularExpressions;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>The commands of docs/walkthrough.md, in their order, on two control planes.</summary>
[NonParallelizable]
public sealed partial class WalkthroughTests
{
    /// <summary>What must be in the output of a command, whatever its line breaks.</summary>
    private static readonly Dictionary<string, string> Says = new()
    {
        ["./build.sh --target=Pin --set=2026.11.1"] = "Pinned 2026.11.1: 5 components",
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
        Says.Keys.ShouldBeSubsetOf(Commands().Select(command => command.Line));
        foreach (var (line, exitCode) in Commands())
        {
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

    /// <summary>The lines of its code blocks, and the exit code that the comment of a line promises.</summary>
    private static (string Line, int ExitCode)[] Commands()
    {
        var lines = new List<(string, int)>();
        var isCode = false;
        foreach (var line in File.ReadLines(SourceTree.PathOf("docs", "walkthrough.md")))
        {
            if (line == "```")
            {
                isCode = !isCode;
            }
            else if (isCode)
            {
                var exit = ExitComment().Match(line);
                var code = exit.Success ? int.Parse(exit.Groups["code"].ValueSpan, CultureInfo.InvariantCulture) : 0;
                lines.Add((exit.Success ? line[..exit.Index] : line, code));
            }
        }

        return [.. lines];
    }

    [GeneratedRegex(@"\s+# exits with (?<code>\d+):.*$")]
    private static partial Regex ExitComment();
}

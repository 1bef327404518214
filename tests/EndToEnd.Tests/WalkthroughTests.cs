using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>The commands of docs/walkthrough.md, in their order, on two control planes.</summary>
[NonParallelizable]
public sealed class WalkthroughTests
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
        _platform.ForHollowNodes(_first.Cluster);
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
        var commands = Guide.Read("walkthrough.md").OfType<GuidePart.Command>().ToArray();
        Says.Keys.ShouldBeSubsetOf(commands.Select(command => command.Line));
        foreach (var command in commands)
        {
            var said = command with { Shows = Says.GetValueOrDefault(command.Line) };
            _platform.Type(said);
        }
    }
}

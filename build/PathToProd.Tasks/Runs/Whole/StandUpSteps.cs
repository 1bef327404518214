using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Retries;
using PathToProd.Decisions.StandingUp;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Whole;

/// <summary>Once all components are there: each is verified, and then the whole is looked at until it is healthy.</summary>
internal sealed class StandUpSteps(RunServices services, RunRequest request) : PlatformSteps(services)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override bool Verifies => true;

    public override void After(IReadOnlyDictionary<string, NodeResult> results, ExitCode ended)
    {
        if (ended == ExitCode.Done)
        {
            StepAlone("Health", say => WaitUntilHealthy(results, say));
        }
        else
        {
            Add(result =>
                result with
                {
                    Outcome = NodeOutcome.NotRun,
                    Error = "What is there was not looked at as a whole, as it is not complete.",
                }
            );
        }
    }

    private string WaitUntilHealthy(IReadOnlyDictionary<string, NodeResult> results, Action<string> say)
    {
        var limit = Services.Model.Platform.Stages.GetValueOrDefault(Stage.Verify)?.Timeout ?? Usual;
        var begin = Services.Clock.GetTimestamp();
        while (true)
        {
            var health = PlatformHealth.Of(Look(results));
            if (health.IsHealthy)
            {
                return health.Counted;
            }

            var waited = Services.Clock.GetElapsedTime(begin);
            if (!health.MayPass || waited >= limit)
            {
                throw new PlatformException(
                    ExitCode.Failed,
                    health.Text(request.Environment.Name, health.MayPass ? waited : TimeSpan.Zero) + Advice
                );
            }

            say($"{health.Findings[0].What}: {health.Findings[0].Why}");
            Task.Delay(Pause, Services.Clock, Services.Cancellation).GetAwaiter().GetResult();
        }
    }

    private string Advice =>
        request.Environment.Target is Target.Cluster cluster
            ? $"\nLook at: kubectl --context {cluster.Context} get pods,events --all-namespaces"
            : $"\nLook at what changed it: {CommandLine.Of("History", [], request.Environment.Name)}";

    private HealthFacts Look(IReadOnlyDictionary<string, NodeResult> results)
    {
        var environment = request.Environment;
        var ledger = CurrentLedger.Read(Services.Workspace, Services.Model.Platform, environment.Name, Services.Clock);
        var onDisk = new DeployedOnDisk(Services.Workspace, environment, ledger);
        var facts = new HealthFacts
        {
            Ledger = ledger,
            Expected = results.ToImmutableSortedDictionary(
                one => one.Key,
                one => one.Value.Digest,
                StringComparer.Ordinal
            ),
            Gone = [.. results.Keys.Where(onDisk.IsGone)],
            Namespaces = PlatformNamespaces.Of(request.Components),
        };
        if (StageNeeds.Cluster(request, request.Components) is not { } target)
        {
            return facts;
        }

        try
        {
            return facts with { Cluster = Objects(target) };
        }
        catch (PlatformException exception) when (RetryDecision.Of(exception.ExitCode, exception.ToolLines).IsWorthIt)
        {
            return facts with { Cluster = [], Silence = exception.Message };
        }
    }

    private ImmutableArray<FoundObject> Objects(Target.Cluster target)
    {
        var cluster = new ClusterObjects(Services, target);
        return
        [
            .. PlatformDefinitions.Of(cluster.AllDefinitions(), request.Components),
            .. cluster.All(WorkloadHealth.Kinds),
        ];
    }
}

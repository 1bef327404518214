using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Runs;

/// <summary>Runs to report on, and what they are made of.</summary>
internal static class RunSamples
{
    public static readonly RunId Run = RunId.Of(new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero), 0x3fa2);

    public static readonly NodeResult Network = Node(
        "base-network",
        "1.0.0",
        NodeOutcome.Done,
        Stage("Build", 0.31),
        Stage("Test", 1.9),
        Stage("Deploy", 2.4)
    ) with
    {
        Reason = "base-k8s 1.30.1 requires base-network >=1.0.0 and sandbox has no base-network",
    };

    public static readonly NodeResult Ingress = Node(
        "ingress",
        "1.4.0",
        NodeOutcome.Done,
        Stage("Build", 0.4),
        Stage(
            "Test",
            0.01,
            StageOutcome.Unchanged,
            "sha256:ab12cd34 passed 2 hours ago in run 20261122-061530-77c0, with the values of every environment as they are now"
        ),
        Stage("Deploy", 1.25),
        Stage("Verify", 0, StageOutcome.Skipped, "nothing is declared")
    ) with
    {
        Rendered = "artifacts/sandbox/ingress",
    };

    public static readonly NodeResult Dns = Node("external-dns", "0.9.0", NodeOutcome.Done, Stage("Deploy", 3)) with
    {
        Rendered = "artifacts/sandbox/external-dns",
    };

    public static readonly NodeResult Unchanged = Node(
        "ingress",
        "1.4.0",
        NodeOutcome.Unchanged,
        Stage("Build", 0.01, StageOutcome.Unchanged, "the sources are those of sha256:ab12cd34"),
        Stage(
            "Deploy",
            0.02,
            StageOutcome.Unchanged,
            "1.4.0 sha256:ab12cd34 was deployed 2 hours ago by run 20261122-061530-77c0, and is still there"
        )
    );

    public static readonly NodeResult Failed = Node(
        "base-k8s",
        "1.30.1",
        NodeOutcome.Failed,
        Stage("Build", 0.3),
        Stage("Deploy", 62, StageOutcome.Failed)
    ) with
    {
        Error =
            "terraform apply exited with 1. The last lines that it printed:\n\n  Error: creating the cluster: quota exceeded\n\nAsk for more quota, then run the same command again.",
    };

    public static readonly NodeResult NotRun = Node("ingress", "1.4.0", NodeOutcome.NotRun) with
    {
        Digest = null,
        Reason = "base-k8s failed",
    };

    public static RunResult StoodUp =>
        Result(ExitCode.Done, Ingress) with
        {
            Target = RunTarget.StandUp,
            Platform = new PlatformResult
            {
                Outcome = NodeOutcome.Done,
                Steps = [Stage("Health", 1.2, note: "1 component is there, and 3 objects in the cluster are ready")],
            },
        };

    public static RunResult TornDown =>
        Result(ExitCode.Done, Node("ingress", "1.4.0", NodeOutcome.Done, Stage("Destroy", 2.5))) with
        {
            Target = RunTarget.TearDown,
            Platform = new PlatformResult
            {
                Outcome = NodeOutcome.Done,
                Steps =
                [
                    Stage("Empty", 31, note: "deleted, and gone: 2 PersistentVolumeClaim and 1 Service"),
                    Stage("Definitions", 1.4, note: "removed 3 definitions"),
                ],
                Remains =
                [
                    new Remainder(RemainderKind.Volume, "PersistentVolume pv-1", "its reclaim policy is Retain"),
                    new Remainder(RemainderKind.Component, "web 1.0.0", "the ledger still has it"),
                ],
            },
        };

    public static RunResult Result(ExitCode exitCode, params ImmutableArray<NodeResult> nodes) =>
        new()
        {
            Run = Run,
            Target = RunTarget.Of("Deploy"),
            Environment = "sandbox",
            Nodes = nodes,
            ExitCode = exitCode,
            Duration = TimeSpan.FromSeconds(12.34),
            Logs = $"artifacts/runs/{Run}",
            Ledger = "environments/sandbox/ledger.jsonl",
        };

    public static NodeResult Node(
        string component,
        string version,
        NodeOutcome outcome,
        params ImmutableArray<StageResult> stages
    ) =>
        new()
        {
            Component = component,
            Version = SemVersion.Parse(version),
            Digest = new Digest("sha256:ab12cd34ef567890"),
            Outcome = outcome,
            Stages =
            [
                .. stages.Select(stage =>
                    stage with
                    {
                        LogFile = $"artifacts/runs/{Run}/{component}.{stage.Name}.log",
                    }
                ),
            ],
        };

    public static StageResult Stage(
        string name,
        double seconds,
        StageOutcome outcome = StageOutcome.Done,
        string? note = null
    ) => new(name, TimeSpan.FromSeconds(seconds), outcome, note, "");

    /// <summary>The critical path of a run of the network and the cluster.</summary>
    public static readonly CriticalPath Path = new([
        new PathStep("base-network", TimeSpan.FromSeconds(4.6), TimeSpan.Zero),
        new PathStep("base-k8s", TimeSpan.FromSeconds(6.2), TimeSpan.FromSeconds(1.5)),
    ]);
}

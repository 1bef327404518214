using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Runs;

public sealed class RunSummaryTests
{
    private const int Width = 100;
    private static readonly RunId Run = RunId.Of(new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero), 0x3fa2);

    private static readonly NodeResult Network = Node(
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

    private static readonly NodeResult Ingress = Node(
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

    private static readonly NodeResult Dns = Node("external-dns", "0.9.0", NodeOutcome.Done, Stage("Deploy", 3)) with
    {
        Rendered = "artifacts/sandbox/external-dns",
    };

    private static readonly NodeResult Unchanged = Node(
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

    private static readonly NodeResult Failed = Node(
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

    private static readonly NodeResult NotRun = Node("ingress", "1.4.0", NodeOutcome.NotRun) with
    {
        Digest = null,
        Reason = "base-k8s failed",
    };

    [Test]
    public void One_component_with_what_it_required() => Match(Result(ExitCode.Done, Network, Ingress));

    [Test]
    public void Nothing_changed() => Match(Result(ExitCode.Done, Unchanged));

    [Test]
    public void A_failure_comes_first_and_what_was_not_run_says_why() =>
        Match(Result(ExitCode.Failed, Network, Failed, NotRun, Dns));

    [Test]
    public void A_failure_that_names_its_log_is_not_followed_by_the_log_once_more()
    {
        var log = Failed.Stages[^1].LogFile!;

        var text = RunSummary.Text(
            Result(ExitCode.Failed, Failed with { Error = $"terraform apply failed.\n  log: {log}" }),
            Style.Plain with
            {
                Width = Width,
            }
        );

        text.Split(log).Length.ShouldBe(2, text);
    }

    [Test]
    public void A_cancelled_run_says_what_was_and_what_was_not_done() =>
        Match(
            Result(
                ExitCode.Cancelled,
                Network,
                Failed with
                {
                    Outcome = NodeOutcome.Cancelled,
                    Error = "terraform apply was cancelled, and saved its state.",
                },
                NotRun with
                {
                    Reason = "the run was cancelled",
                }
            )
        );

    [Test]
    public void A_refusal_of_a_lock_is_reported() =>
        Match(
            Result(
                ExitCode.Refused,
                Ingress with
                {
                    Outcome = NodeOutcome.Refused,
                    Stages = [],
                    Error = "Another run is changing ingress in sandbox: it is held by another run.",
                }
            )
        );

    [Test]
    public void Many_components_are_counted_and_their_manifests_have_one_folder() =>
        Match(
            Result(
                ExitCode.Done,
                [
                    .. Enumerable.Range(1, 3).Select(i => Dns with { Component = $"c{i}" }),
                    Ingress,
                    Network,
                    Unchanged with
                    {
                        Component = "old",
                    },
                ]
            )
        );

    [Test]
    public void A_narrow_terminal_breaks_lines_between_words() =>
        Snapshot.Match(
            RunSummary.Text(Result(ExitCode.Failed, Network, Failed, Ingress), Style.Plain with { Width = 50 })
        );

    [Test]
    public void A_terminal_shows_it_in_colours() =>
        Snapshot.Match(
            RunSummary
                .Text(Result(ExitCode.Failed, Failed, NotRun, Ingress), Style.Ansi with { Width = Width })
                .Replace("\e", "ESC", StringComparison.Ordinal)
        );

    [Test]
    public void Programs_get_the_same_as_JSON() =>
        Snapshot.MatchReport("run", RunSummary.Json(Result(ExitCode.Failed, Network, Failed, NotRun)));

    [TestCase("Build", "Built ingress 1.4.0 in 12.3 s.")]
    [TestCase("test", "Tested ingress 1.4.0 in 12.3 s.")]
    [TestCase("Lint", "Checked ingress 1.4.0 in 12.3 s.")]
    [TestCase("Plan", "Planned ingress 1.4.0 for sandbox in 12.3 s.")]
    [TestCase("Verify", "Verified ingress 1.4.0 in sandbox in 12.3 s.")]
    [TestCase("Destroy", "Destroyed ingress 1.4.0 in sandbox in 12.3 s.")]
    [TestCase("RotateKeys", "RotateKeys is done for sandbox: ingress 1.4.0 in 12.3 s.")]
    public void The_first_line_says_what_the_target_did(string target, string headline) =>
        RunSummary
            .Text(
                Result(ExitCode.Done, Ingress) with
                {
                    Target = RunTarget.Of(target),
                },
                Style.Plain with
                {
                    Width = Width,
                }
            )
            .Split('\n')[0]
            .ShouldBe(headline);

    [TestCase(
        "Build",
        "./build.sh --target=Deploy --component=ingress --environment=sandbox  deploys it to an environment"
    )]
    [TestCase("Plan", "./build.sh --target=Deploy --component=ingress --environment=sandbox  applies it")]
    [TestCase("Lint", "./build.sh --target=Test --component=ingress  builds and tests it")]
    public void The_last_line_says_what_to_try_next(string target, string next) =>
        RunSummary
            .Text(
                Result(ExitCode.Done, Ingress) with
                {
                    Target = RunTarget.Of(target),
                },
                Style.Plain with
                {
                    Width = Width,
                }
            )
            .TrimEnd()
            .Split('\n')[^1]
            .Trim()
            .ShouldBe(next);

    private static void Match(RunResult result, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        Snapshot.Match(RunSummary.Text(result, Style.Plain with { Width = Width }), test);

    private static RunResult Result(ExitCode exitCode, params ImmutableArray<NodeResult> nodes) =>
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

    private static NodeResult Node(
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

    private static StageResult Stage(
        string name,
        double seconds,
        StageOutcome outcome = StageOutcome.Done,
        string? note = null
    ) => new(name, TimeSpan.FromSeconds(seconds), outcome, note, "");
}

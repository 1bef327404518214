using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Facts.Runs.RunSamples;

namespace PathToProd.Tests.Facts.Runs;

public sealed class RunSummaryTests
{
    private const int Width = 100;

    [Test]
    public void One_component_with_what_it_required() => Match(Result(ExitCode.Done, Network, Ingress));

    [Test]
    public void A_platform_that_was_stood_up() => Match(StoodUp);

    [Test]
    public void A_platform_that_is_not_healthy_as_a_whole() =>
        Match(
            StoodUp with
            {
                ExitCode = ExitCode.Failed,
                Platform = new PlatformResult
                {
                    Outcome = NodeOutcome.Failed,
                    Steps = [Stage("Health", 301, StageOutcome.Failed)],
                    Error =
                        "Everything was deployed to sandbox, but as a whole it is not healthy after 5 min:\n  Deployment web/web: 1 of 2 pods are ready",
                },
            }
        );

    [Test]
    public void A_platform_that_was_torn_down_and_what_may_still_cost_money() => Match(TornDown);

    [Test]
    public void A_platform_of_which_nothing_remains() =>
        Match(TornDown with { Nodes = [], Platform = TornDown.Platform! with { Remains = [] } });

    [Test]
    public void A_cluster_that_is_not_emptied_comes_first() =>
        Match(
            TornDown with
            {
                ExitCode = ExitCode.Failed,
                Nodes = [NotRun with { Reason = "the cluster of sandbox is not emptied" }],
                Platform = new PlatformResult
                {
                    Outcome = NodeOutcome.Failed,
                    Steps = [Stage("Empty", 601, StageOutcome.Failed)],
                    Error =
                        "What has to go first in sandbox is still there after 10 min, so nothing else was removed:\n  Widget a/b: held by the finalizer c",
                },
            }
        );

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
    public void The_critical_path_and_what_it_cost_stand_at_the_end()
    {
        var result = Result(ExitCode.Failed, Network, Failed) with { CriticalPath = RunSamples.Path };

        Match(result);
        Snapshot.MatchReport("run", RunSummary.Json(result), "The_critical_path_as_JSON");
    }

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
}

using System.Text;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using static PathToProd.Tests.Facts.Runs.RunSamples;

namespace PathToProd.Tests.Facts.Runs;

public sealed class RunPageTests
{
    private const int MiB = 1024 * 1024;

    [Test]
    public void What_was_done_with_the_platform_as_a_whole() => Snapshot.Match(RunPage.Text(TornDown));

    [Test]
    public void What_is_wrong_with_the_platform_as_a_whole_is_an_error_on_the_page_of_the_run() =>
        ErrorAnnotations
            .Of(
                StoodUp with
                {
                    Platform = new PlatformResult { Outcome = NodeOutcome.Failed, Error = "It is not healthy." },
                }
            )
            .ShouldBe("::error title=StandUp of platform to sandbox failed::It is not healthy.\n");

    [Test]
    public void What_failed_comes_first_with_its_message_and_then_a_row_for_each() =>
        Snapshot.Match(
            RunPage.Text(
                Result(ExitCode.Failed, Network, Failed, NotRun, Ingress, Unchanged with { Component = "old" }) with
                {
                    CriticalPath = RunSamples.Path,
                }
            )
        );

    [Test]
    public void Where_all_went_well_there_are_rows_alone() =>
        Snapshot.Match(RunPage.Text(Result(ExitCode.Done, Network)));

    [Test]
    public void What_was_deployed_as_one_has_a_line_below_the_rows()
    {
        var edge = new UnitResult
        {
            Name = "edge",
            Text = "edge (base-network)",
            Members = ["base-network"],
            Set = "2026.11.1",
            Outcome = NodeOutcome.Done,
        };

        RunPage
            .Text(Result(ExitCode.Done, Network) with { Units = [edge] })
            .ShouldContain("\n- edge (base-network), version set 2026.11.1: deployed and verified as one.\n");
    }

    [Test]
    public void Nothing_that_a_tool_printed_is_Markdown()
    {
        var hostile = Failed with
        {
            Component = "web|<b>",
            Error = "# no heading\n```\nfences\n````\n<script>alert(1)</script>\e[31m",
        };

        Snapshot.Match(RunPage.Text(Result(ExitCode.Failed, hostile)));
    }

    [TestCase(1000, MiB)]
    [TestCase(20_000, MiB)]
    [TestCase(300, 20_000)]
    [TestCase(20, 8000)]
    public void A_page_of_many_failures_stays_below_the_limit_and_says_what_was_cut(int failures, int limit)
    {
        var nodes = Enumerable
            .Range(0, failures)
            .Select(i =>
                Failed with
                {
                    Component = $"team-{i:d5}",
                    Error = string.Join('\n', Enumerable.Repeat($"Error {i}: 漢字 quota exceeded", 40)),
                }
            );

        var page = RunPage.Text(Result(ExitCode.Failed, [.. nodes]), limit, "https://ci.example/run/7");

        Encoding.UTF8.GetByteCount(page).ShouldBeLessThanOrEqualTo(limit);
        page.ShouldStartWith("## Deploy to sandbox failed after 12.3 s");
        page.ShouldContain("- Logs: `artifacts/runs/20261122-081530-3fa2`");
        page.ShouldContain(
            "would make this page too long; all of it is in [the log of the job](https://ci.example/run/7)."
        );
        var shown = page.Split('\n').Count(line => line.StartsWith("### ", StringComparison.Ordinal));
        page.ShouldContain($"**{failures - shown} more messages**");
        page.Split("```").Length.ShouldBe((shown * 2) + 1);
    }

    [Test]
    public void A_limit_that_cuts_shows_its_whole_text() =>
        Snapshot.Match(
            RunPage.Text(
                Result(
                    ExitCode.Failed,
                    [
                        .. Enumerable
                            .Range(1, 6)
                            .Select(i =>
                                Failed with
                                {
                                    Component = $"team-{i}",
                                    Error = string.Join('\n', Enumerable.Repeat("quota exceeded", 30)),
                                }
                            ),
                    ]
                ),
                mostBytes: 3400
            )
        );

    [Test]
    public void A_message_without_end_is_cut_between_lines()
    {
        var node = Failed with { Error = string.Join('\n', Enumerable.Range(0, 4000).Select(i => $"line {i}")) };

        var page = RunPage.Text(Result(ExitCode.Failed, node));

        page.Length.ShouldBeLessThan(10_000);
        page.ShouldContain("\nline 921\n... 30702 more characters are in the log\n```");
    }

    [TestCase(ExitCode.Refused, "was refused")]
    [TestCase(ExitCode.WrongInput, "could not start")]
    public void A_run_that_could_not_start_has_a_page_that_says_why(ExitCode exitCode, string word) =>
        RunPage
            .OfRefusal(
                RunTarget.Of("Deploy"),
                "prod_eu",
                new PlatformException(exitCode, "ingress requires\n  base-k8s")
            )
            .ShouldBe($"## Deploy to prod\\_eu {word}\n\n```text\ningress requires\n  base-k8s\n```\n");

    [Test]
    public void GitHub_gets_an_error_for_each_failure()
    {
        var result = Result(ExitCode.Failed, Network, Failed, NotRun);

        ErrorAnnotations
            .Of(result)
            .ShouldBe(
                "::error title=Deploy of base-k8s to sandbox failed::terraform apply exited with 1. The last lines that it "
                    + "printed:%0A%0A  Error: creating the cluster: quota exceeded%0A%0AAsk for more quota, then run the same "
                    + "command again.\n"
            );
        ErrorAnnotations.Of(Result(ExitCode.Done, Network)).ShouldBeEmpty();
    }

    [Test]
    public void GitHub_gets_each_problem_of_a_component_at_its_place()
    {
        Problem[] problems =
        [
            new(new SourcePosition("components/a/manifests/a.yaml", 3, 5), "kind is missing", "add it"),
            new(null, "something else is wrong", "look at it"),
        ];

        ErrorAnnotations
            .Of(Result(ExitCode.Failed, Failed with { Problems = [.. problems] }))
            .ShouldEndWith(
                "\n::error file=components/a/manifests/a.yaml,line=3,col=5,title=Path to Prod::kind is missing; add it\n"
            );
    }

    [TestCase(10, "Deploy of c10 to sandbox failed")]
    [TestCase(11, "2 more components did not succeed")]
    [TestCase(400, "391 more components did not succeed")]
    public void GitHub_gets_no_more_errors_than_it_shows(int failures, string last)
    {
        var nodes = Enumerable.Range(1, failures).Select(i => Failed with { Component = $"c{i}" });

        var lines = ErrorAnnotations.Of(Result(ExitCode.Failed, [.. nodes])).TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(10);
        lines[^1].ShouldStartWith($"::error title={last}::");
    }
}

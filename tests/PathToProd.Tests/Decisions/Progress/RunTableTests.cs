using System.Collections.Immutable;
using PathToProd.Decisions.Progress;
using PathToProd.Facts.Runs;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.Progress;

public sealed class RunTableTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    private static readonly string[] Platform =
    [
        "base-network:",
        "base-k8s: base-network",
        "ingress: base-k8s",
        "external-dns: base-k8s ingress",
        "policy-agent: base-k8s",
        "sandbox-controller: base-k8s",
        "billing-reports:",
        "notes:",
    ];

    /// <summary>A run of eight components, of which one failed, one was not there before and one takes longer than the last time.</summary>
    private static RunProgress Few { get; } =
        new Story(Platform, concurrency: 3)
            .Usually(("base-network", 20), ("base-k8s", 60), ("ingress", 30), ("external-dns", 15), ("notes", 5))
            .At(0, new JournalEvent.RunStarted(Day, RunId.Of(Day, 1), "Deploy", "staging"))
            .Started(0, "base-network", "Build")
            .Started(0, "billing-reports", "Build")
            .Started(0, "notes", "Build")
            .Ended(4, "notes", NodeOutcome.Unchanged)
            .Stage(2, "base-network", "Deploy")
            .Ended(24, "base-network", NodeOutcome.Done)
            .Started(24, "base-k8s", "Deploy")
            .Stage(5, "billing-reports", "Test")
            .Ended(31, "billing-reports", NodeOutcome.Failed)
            .Ended(89, "base-k8s", NodeOutcome.Done)
            .Started(89, "ingress", "Deploy")
            .Started(89, "policy-agent", "Verify")
            .Started(90, "sandbox-controller", "Test")
            .Prints("billing-reports", "Error: release billing-reports failed, and has been rolled back due to timeout")
            .Prints(
                "ingress",
                "helm.sh/release: \"ingress\"\thas been upgraded. Happy Helming! Waiting for 3 pods to be ready"
            )
            .Prints("policy-agent", "\e[31mcolours\e[0m of a tool, and 漢字 which are wide")
            .Progress;

    /// <summary>The names of snapshots.</summary>
    private static readonly string[] Sizes = ["80x24", "80x50", "200x24", "200x50"];

    private static RunProgress Many { get; } = Thousand(running: 4, failed: 3);

    [Test]
    public void A_run_that_fits_has_a_row_for_each_component([Values(80, 200)] int width) =>
        Match(Few, width, height: 24, seconds: 131);

    [Test]
    public void A_run_of_a_thousand_shows_what_runs_what_failed_and_counts_of_the_rest(
        [Values(80, 200)] int width,
        [Values(24, 50)] int height
    ) => Match(Many, width, height, seconds: 95);

    [Test]
    public void Colours_change_no_letter_and_no_column()
    {
        var shown = Lines(Few, Style.Ansi with { Width = 80 }, 24, 131);

        Snapshot.Match(string.Join('\n', shown).Replace("\e", "ESC", StringComparison.Ordinal));
        shown
            .Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9]+m", "").TrimEnd())
            .ShouldBe(Lines(Few, Style.Plain with { Width = 80 }, 24, 131));
    }

    [TestCase(0, "ingress    starting   0 s          30 s")]
    [TestCase(12, "ingress    Deploy     12 s         18 s     Waiting for 3 pods to be ready")]
    [TestCase(47, "ingress    Deploy     47 s         late     Waiting for 3 pods to be ready")]
    public void A_run_of_one_component_is_one_line(int seconds, string line)
    {
        var story = new Story(["ingress:"], 1).Usually(("ingress", 30)).Started(0, "ingress", null);
        if (seconds > 0)
        {
            story.Stage(1, "ingress", "Deploy").Prints("ingress", "Waiting for 3 pods to be ready");
        }

        Lines(story.Progress, Style.Plain with { Width = 80 }, 24, seconds).ShouldBe([line]);
        Lines(story.Ended(50, "ingress", NodeOutcome.Done).Progress, Style.Plain, 24, 50).ShouldBeEmpty();
    }

    [Test]
    public void A_step_of_the_whole_counts_only_while_it_runs()
    {
        const string Whole = PlatformResult.Name;
        var before = new Story([$"{Whole}:"], 1).Stage(0, Whole, "Empty");
        var story = new Story(["db:", "web: db"], 2).Stage(0, Whole, "Definitions");

        Lines(before.Progress, Style.Plain with { Width = 60 }, 24, 7).ShouldBe(["platform   Empty      7 s"]);
        Lines(story.Progress, Style.Plain with { Width = 60 }, 24, 7)[^1].ShouldContain("; 1 running, 2 waiting");
        story.At(
            8,
            new JournalEvent.StageEnded(
                default,
                Whole,
                new StageResult("Definitions", TimeSpan.Zero, StageOutcome.Done, null, null)
            )
        );
        Lines(story.Progress, Style.Plain with { Width = 60 }, 24, 9)[^1].ShouldContain("; 2 waiting");
    }

    [Test]
    public void Where_no_component_was_ever_timed_the_room_is_for_the_last_line()
    {
        var story = new Story(["db:", "web: db"], 2).Started(0, "db", "Deploy").Prints("db", "creating the database");

        Lines(story.Progress, Style.Plain with { Width = 60 }, 24, 61)
            .ShouldBe([
                "COMPONENT  STAGE      TIME         LAST LINE",
                "db         Deploy     1 min 1 s    creating the database",
                "web        waiting                 for db",
                "1 min 1 s so far, time left unknown; 1 running, 1 waiting",
            ]);
    }

    [Test]
    public void Of_a_run_that_has_not_started_nothing_is_shown() =>
        Lines(RunProgress.Nothing, Style.Plain, 24, 0).ShouldBeEmpty();

    [Test]
    public void It_fits_every_terminal(
        [Values(1, 20, 21, 33, 48, 60, 80, 200)] int width,
        [Values(1, 2, 5, 6, 7, 8, 24, 50)] int height
    )
    {
        RunProgress[] runs = [Few, Many, Thousand(running: 200, failed: 0), Thousand(running: 0, failed: 300)];
        foreach (var progress in runs)
        {
            var lines = Lines(progress, Style.Plain with { Width = width }, height, 131);

            lines.Length.ShouldBeLessThan(height);
            foreach (var line in lines)
            {
                TextWidth.Of(line).ShouldBeLessThan(Math.Max(20, width), line);
                line.ShouldBe(Printable.Line(line));
            }
        }
    }

    [Test]
    public void However_many_run_some_of_what_failed_is_seen()
    {
        var lines = Lines(Thousand(running: 200, failed: 9), Style.Plain with { Width = 80 }, 24, 95);

        lines.Count(line => line.Contains(" failed ", StringComparison.Ordinal)).ShouldBe(6);
    }

    private static void Match(
        RunProgress progress,
        int width,
        int height,
        int seconds,
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    ) =>
        Snapshot.Match(
            string.Join('\n', Lines(progress, Style.Plain with { Width = width }, height, seconds)),
            $"{test}.{Sizes.Single(size => size == $"{width}x{height}")}"
        );

    private static ImmutableArray<string> Lines(RunProgress progress, Style style, int height, int seconds) =>
        RunTable.Lines(progress, style, height, TimeSpan.FromSeconds(seconds));

    private static RunProgress Thousand(int running, int failed)
    {
        string[] lines =
        [
            .. Enumerable
                .Range(0, 1000)
                .Select(i => i < 500 ? $"team-{i:d3}-service:" : $"team-{i:d3}-service: team-000-service"),
        ];
        var story = new Story(lines, concurrency: 4).Usually([
            .. Enumerable.Range(0, 400).Select(i => ($"team-{i:d3}-service", 40)),
        ]);
        for (var i = 1; i <= failed; i++)
        {
            story
                .Started(10, $"team-{i:d3}-service", "Deploy")
                .Prints($"team-{i:d3}-service", $"Error: quota {i} exceeded")
                .Ended(10 + i, $"team-{i:d3}-service", NodeOutcome.Failed);
        }

        for (var i = failed + 1; i <= failed + 90; i++)
        {
            story.Started(20, $"team-{i:d3}-service", "Deploy").Ended(21, $"team-{i:d3}-service", NodeOutcome.Done);
        }

        for (var i = failed + 91; i <= failed + 90 + running; i++)
        {
            story
                .Started(60 + (i % 30), $"team-{i:d3}-service", "Deploy")
                .Prints($"team-{i:d3}-service", "Still creating... [00m10s elapsed]");
        }

        return story.Progress;
    }
}

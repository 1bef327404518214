using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Runs;

public sealed class JournalTextTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    private static readonly JournalEvent[] Story =
    [
        new JournalEvent.RunStarted(Start, RunId.Of(Start, 0x3fa2), "Deploy", "sandbox")
        {
            Asked = new RunAsked
            {
                Components = ["base-k8s", "ingress"],
                Options = ImmutableSortedDictionary<string, string>.Empty.Add("component", "all").Add("force", ""),
                Set = new Digest("sha256:ab12"),
                Commit = "4a420bd+changes",
                Who = "ann@laptop",
                Process = 4242,
                Resumes = RunId.Of(Start.AddHours(-1), 0x77c0),
            },
        },
        new JournalEvent.NodeStarted(Start, "base-k8s"),
        new JournalEvent.StageStarted(Start.AddSeconds(1), "base-k8s", "Build"),
        new JournalEvent.StageEnded(
            Start.AddSeconds(2.5),
            "base-k8s",
            new StageResult(
                "Build",
                TimeSpan.FromSeconds(1.5),
                StageOutcome.Unchanged,
                "the sources are the same",
                "logs/build.log"
            )
        ),
        new JournalEvent.StageRetried(
            Start.AddSeconds(3),
            "base-k8s",
            "Deploy",
            Attempt: 2,
            Attempts: 3,
            TimeSpan.FromSeconds(2),
            "the connection was refused"
        ),
        new JournalEvent.RunCancelled(Start.AddSeconds(3)),
        new JournalEvent.StageEnded(
            Start.AddSeconds(3),
            "base-k8s",
            new StageResult("Deploy", TimeSpan.FromSeconds(0.5), StageOutcome.Failed, null, "logs/deploy.log")
        ),
        new JournalEvent.NodeEnded(
            Start.AddSeconds(3),
            "base-k8s",
            NodeOutcome.Failed,
            "terraform exited with 1\nError: no"
        ),
        new JournalEvent.NodeEnded(Start.AddSeconds(3), "ingress", NodeOutcome.NotRun, "base-k8s failed"),
        new JournalEvent.RunEnded(Start.AddSeconds(3), ExitCode.Failed),
    ];

    private static string Text => string.Concat(Story.Select(happened => JournalText.Write(happened) + "\n"));

    [Test]
    public void A_journal_is_one_line_of_JSON_per_event() => Snapshot.Match(Text);

    [Test]
    public void What_is_written_is_read_again()
    {
        var reading = JournalText.Read(Text);

        reading.Problems.ShouldBeEmpty();
        reading.Events.Skip(1).ShouldBe(Story.Skip(1));
        // Lists are not equal by what is in them, but what is written again is.
        string.Concat(reading.Events.Select(happened => JournalText.Write(happened) + "\n")).ShouldBe(Text);
    }

    [Test]
    public void Every_outcome_is_written_and_read_again()
    {
        foreach (var outcome in Enum.GetValues<NodeOutcome>())
        {
            var ended = new JournalEvent.NodeEnded(Start, "a", outcome, Cause: null);
            JournalText.Read(JournalText.Write(ended) + "\n").Events.ShouldBe([ended]);
        }

        foreach (var outcome in Enum.GetValues<StageOutcome>())
        {
            var ended = new JournalEvent.StageEnded(
                Start,
                "a",
                new StageResult("Test", TimeSpan.Zero, outcome, null, "log")
            );
            JournalText.Read(JournalText.Write(ended) + "\n").Events.ShouldBe([ended]);
        }
    }

    [Test]
    public void A_journal_of_a_run_that_was_killed_gives_all_that_happened_before()
    {
        var reading = JournalText.Read(Text[..^30], "journal.jsonl");

        reading.Events.Length.ShouldBe(Story.Length - 1);
        reading
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "journal.jsonl(10,1): the last line was being written when the program was killed, and is ignored; "
                    + "nothing to do: it counts as never written"
            );
    }

    [Test]
    public void The_first_line_of_an_older_program_says_nothing_of_what_was_asked()
    {
        var old = new JournalEvent.RunStarted(Start, RunId.Of(Start, 0x3fa2), "Deploy", "sandbox");

        JournalText.Read(JournalText.Write(old) + "\n").Events.ShouldBe([old]);
    }
}

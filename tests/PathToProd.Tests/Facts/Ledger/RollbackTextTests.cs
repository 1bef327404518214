using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Ledger;

/// <summary>What ledgers and journals keep of a rollback.</summary>
public sealed class RollbackTextTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    [Test]
    public void A_line_says_what_it_takes_back_to_what_and_why()
    {
        var ledger = new LedgerBuilder().Deploy("web", "1.0.0").Back("a3", "a2", "r1", "bug \"7\"").Succeeds();

        ledger.Text.ShouldContain(
            "\"rollback\":{\"of\":\"a3\",\"to\":\"a2\",\"run\":\"r1\",\"because\":\"bug \\\"7\\\"\"}"
        );
        Read(ledger)
            .OfType<LedgerEntry.Started>()
            .Single()
            .Rollback.ShouldBe(new RollbackReference("a3", "a2", "r1", "bug \"7\""));
    }

    [Test]
    public void So_does_that_of_a_unit_and_what_is_not_known_is_left_out()
    {
        var ledger = new LedgerBuilder()
            .Unit("edge", set: null, LedgerAction.Deploy, ("web", "1.0.0"))
            .Back("u3", to: null);

        ledger.Text.ShouldContain("\"rollback\":{\"of\":\"u3\",\"because\":\"it was asked for\"}");
        Read(ledger)
            .OfType<LedgerEntry.UnitStarted>()
            .Single()
            .Rollback.ShouldBe(new RollbackReference("u3", null, null, "it was asked for"));
    }

    [Test]
    public void A_deployment_says_nothing_of_it() =>
        new LedgerBuilder().Deploy("web", "1.0.0").Succeeds().Text.ShouldNotContain("rollback");

    [Test]
    public void Status_finds_the_latest_lines_among_those_of_rollbacks()
    {
        var ledger = new LedgerBuilder().Deploy("web", "1.0.0").Succeeds().Deploy("web", "1.1.0").Succeeds();
        ledger.Deploy("web", "1.0.0").Back("a2", "a1", because: "{\"event\":\"started\"").Succeeds();

        System
            .Text.Encoding.UTF8.GetString(LatestLines.Of(System.Text.Encoding.UTF8.GetBytes(ledger.Text))!)
            .ShouldBe(string.Concat(ledger.Text.Split('\n')[^3..^1].Select(line => line + "\n")));
    }

    [Test]
    public void A_journal_keeps_what_a_rollback_goes_back_to()
    {
        var started = new JournalEvent.RunStarted(Start, RunId.Of(Start, 1), "Rollback", "prod")
        {
            Asked = new RunAsked
            {
                Components = ["web"],
                Options = ImmutableSortedDictionary<string, string>.Empty.Add("force", ""),
                Rollback = new RollbackAsked("component web", "a2", "bug 7"),
                Who = "ann@laptop",
                Process = 4242,
            },
        };

        var read = JournalText.Read(JournalText.Write(started) + "\n").Events.Single();

        ((JournalEvent.RunStarted)read).Asked!.Rollback.ShouldBe(started.Asked!.Rollback);
    }

    [Test]
    public void A_run_that_was_killed_in_its_second_pass_did_not_end()
    {
        JournalEvent Started() => new JournalEvent.RunStarted(Start, RunId.Of(Start, 1), "Rollback", "prod");

        JournalStory
            .Of([Started(), new JournalEvent.RunEnded(Start, ExitCode.Done), Started()])!
            .ExitCode.ShouldBeNull();
    }

    private static ImmutableArray<LedgerEntry> Read(LedgerBuilder ledger)
    {
        var reading = LedgerText.Read(ledger.Text);
        reading.Problems.ShouldBeEmpty();
        return reading.Entries;
    }
}

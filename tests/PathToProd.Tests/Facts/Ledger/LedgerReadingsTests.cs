using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class LedgerReadingsTests
{
    [Test]
    public void Nothing_is_an_empty_ledger() => LedgerReadings.Merged([]).Entries.ShouldBeEmpty();

    [Test]
    public void Entries_come_in_the_order_of_their_times()
    {
        var ledger = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Deploy("b", "1.0.0").Fails().Entries;

        LedgerReadings.Merged([Reading(ledger.Skip(2)), Reading(ledger.Take(2))]).Entries.ShouldBe(ledger);
    }

    [Test]
    public void A_file_keeps_its_own_order_when_a_clock_ran_backwards()
    {
        var ledger = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Deploy("b", "1.0.0").Entries;
        var back = ledger[1] with { At = LedgerBuilder.FirstLine.AddDays(-1) };

        LedgerReadings
            .Merged([Reading([ledger[0], back]), Reading([ledger[2]])])
            .Entries.ShouldBe([ledger[0], back, ledger[2]]);
    }

    [Test]
    public void A_line_that_cannot_be_read_stays_between_the_entries_of_its_file()
    {
        var ledger = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Deploy("b", "1.0.0").Succeeds();
        var lines = ledger.Text.Split('\n');
        var torn = LedgerText.Read($"{lines[0]}\n{lines[1]}\n{lines[0][..120]}", "prod/a.jsonl");

        var merged = LedgerReadings.Merged([LedgerText.Read($"{lines[2]}\n{lines[3]}\n", "prod/b.jsonl"), torn]);

        merged.Problems.ShouldHaveSingleItem().Where!.Value.ToString().ShouldBe("prod/a.jsonl(3,1)");
        var state = LedgerState.From("prod", merged);
        state["a"].Presence.ShouldBeOfType<Presence.InDoubt>();
        state["b"].Presence.ShouldBeOfType<Presence.Deployed>();
    }

    [Test]
    public void However_a_ledger_is_kept_in_files_what_it_says_of_each_component_is_the_same()
    {
        var ledgers =
            from attempts in Gen.Choose(0, 2).ListOf()
            from ends in Gen.Choose(0, 3).ListOf(attempts.Count)
            select attempts.Zip(ends).Aggregate(new LedgerBuilder(), Add);

        Prop.ForAll(
                ledgers.ToArbitrary(),
                ledger =>
                {
                    var files = ledger
                        .Entries.GroupBy(entry => ComponentOf(ledger, entry))
                        .Select(file => Reading([.. file]));

                    var merged = LedgerReadings.Merged(files.Reverse());

                    merged.Entries.ShouldBe(ledger.Entries);
                    LedgerState
                        .From("prod", merged)
                        .Components.Values.Select(state => state.Presence.GetType())
                        .ShouldBe(ledger.State.Components.Values.Select(state => state.Presence.GetType()));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(200)));
    }

    private static LedgerBuilder Add(LedgerBuilder ledger, (int Component, int End) attempt)
    {
        ledger.Deploy($"c{attempt.Component}", "1.0.0");
        return attempt.End switch
        {
            0 => ledger,
            1 => ledger.Fails(),
            _ => ledger.Succeeds(),
        };
    }

    private static string ComponentOf(LedgerBuilder ledger, LedgerEntry entry) =>
        ledger.Entries.OfType<LedgerEntry.Started>().Single(start => start.Attempt == entry.Attempt).Component;

    private static LedgerReading Reading(IEnumerable<LedgerEntry> entries) => new([.. entries], [], []);
}

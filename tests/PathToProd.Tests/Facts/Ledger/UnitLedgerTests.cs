using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.Status;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Facts.Ledger;

/// <summary>What a ledger says about groups and whole version sets, and about their members one by one.</summary>
public sealed class UnitLedgerTests
{
    /// <summary>A group of which one member failed and one was never reached.</summary>
    private static LedgerBuilder Half =>
        new LedgerBuilder()
            .Unit("edge", null, LedgerAction.Deploy, ("certs", "1.0.0"), ("dns", "1.0.0"), ("ingress", "1.4.0"))
            .Deploy("certs", "1.0.0")
            .Succeeds()
            .Deploy("dns", "1.0.0")
            .Fails()
            .UnitEnds(
                Outcome.Failed,
                "dns failed: helm exited with 1",
                ("certs", NodeOutcome.Done),
                ("dns", NodeOutcome.Failed),
                ("ingress", NodeOutcome.NotRun)
            );

    [Test]
    public void Every_entry_is_read_as_it_was_written()
    {
        var ledger = Half;
        var read = LedgerText.Read(ledger.Text);

        read.Problems.ShouldBeEmpty();
        read.Entries.Select(entry => LedgerText.Write(entry)).ShouldBe(ledger.Text.TrimEnd('\n').Split('\n'));
    }

    [Test]
    public void A_unit_that_failed_half_way_failed_as_a_whole_and_each_member_is_known_by_itself()
    {
        var state = Half.State;

        state["certs"].Presence.ShouldBeOfType<Presence.Deployed>();
        state["dns"].Presence.ShouldBeOfType<Presence.Unknown>();
        state["ingress"].Presence.ShouldBeOfType<Presence.Nothing>();
        state.Components.Keys.ShouldBe(["certs", "dns"]);
        state["certs"].Unit!.Outcome.ShouldBe(AttemptOutcome.Failed);
        state.CurrentUnits.Single().Started.Unit.ShouldBe("edge");
    }

    [Test]
    public void A_unit_without_an_end_was_interrupted_or_is_in_progress_while_its_lock_is_held()
    {
        var ledger = new LedgerBuilder()
            .Unit("edge", null, LedgerAction.Deploy, ("dns", "1.0.0"))
            .Deploy("dns", "1.0.0")
            .Succeeds();

        ledger.State["dns"].Unit!.Outcome.ShouldBe(AttemptOutcome.Interrupted);
        LedgerState
            .From(
                DeploymentHistory.From(
                    "prod",
                    new LedgerReading([.. ledger.Entries], [], []),
                    isUnitInProgress: unit => unit.Run == "unit-run-1"
                )
            )["dns"]
            .Unit!.Outcome.ShouldBe(AttemptOutcome.InProgress);
    }

    [Test]
    public void A_member_knows_its_unit_although_clocks_put_the_entries_of_several_machines_in_another_order()
    {
        // The unit's start was written last and is read first, as another machine's clock was ahead.
        var ledger = new LedgerBuilder()
            .Unit("edge", null, LedgerAction.Deploy, ("dns", "1.0.0"))
            .Alone()
            .Deploy("dns", "0.9.0")
            .Succeeds();
        var part = new LedgerBuilder()
            .Unit("edge", null, LedgerAction.Deploy, ("dns", "1.0.0"))
            .Deploy("dns", "1.0.0")
            .Succeeds()
            .Entries.Skip(1)
            .Select(entry => entry with { Attempt = "later" });

        LedgerState.From("prod", ledger.Entries.Concat(part))["dns"].Unit!.Started.Attempt.ShouldBe("u1");
    }

    [Test]
    public void What_was_deployed_alone_since_has_nothing_to_do_with_the_unit_any_longer()
    {
        var state = Half.Deploy("certs", "1.0.1").Succeeds().Deploy("dns", "1.0.0").Succeeds().State;

        state["certs"].Unit.ShouldBeNull();
        state["dns"].Unit.ShouldBeNull();
        // A member that was never reached still waits for its unit.
        state.CurrentUnits.ShouldHaveSingleItem();
        Half.Deploy("certs", "1.0.1")
            .Succeeds()
            .Deploy("dns", "1.0.0")
            .Succeeds()
            .Deploy("ingress", "1.4.0")
            .Succeeds()
            .State.CurrentUnits.ShouldBeEmpty();
    }

    [Test]
    public void A_torn_line_about_a_unit_leaves_no_component_in_doubt()
    {
        var ledger = Half;
        var torn = ledger.Text[..(ledger.Text.LastIndexOf("\"event\":\"unit-ended\"", StringComparison.Ordinal) + 40)];

        var reading = LedgerText.Read(torn);
        reading.Doubts.ShouldBeEmpty();
        reading
            .Problems.Single()
            .ToString()
            .ShouldBe(
                "ledger.jsonl(6,1): the last line was being written when the program was killed, and is ignored; nothing to do: what became of each "
                    + "component stands in lines of its own"
            );
        LedgerState.From("prod", reading)["certs"].Unit!.Outcome.ShouldBe(AttemptOutcome.Interrupted);
    }

    [Test]
    public void A_start_that_a_merge_joined_to_a_torn_line_about_a_unit_still_leaves_its_component_in_doubt()
    {
        var lines = Half.Text.Split('\n');

        LedgerText.Read($"{lines[0][..60]}{lines[1]}\n").Doubts.ShouldHaveSingleItem();
    }

    [Test]
    public void Status_says_how_a_unit_was_left_and_history_has_a_line_for_it_above_its_members()
    {
        var ledger = Half;
        StatusReport
            .Text(new LatestStates([ledger.State], []), [], Style.Plain, ledger.Now)
            .ShouldEndWith(
                "The last deployment of the group edge to prod failed as a whole (run unit-run-1: dns failed: helm exited with 1): certs is done, "
                    + "dns failed, ingress was not run. Deploy it again; what is done is not repeated.\n"
            );
        HistoryReport
            .Text(DeploymentHistory.From("prod", ledger.Entries), Style.Plain, ledger.Now)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(3)))
            .ShouldBe([
                "edge deploy 3 components 2 min ann@laptop unit-run-1 failed: dns failed: helm exited with 1",
                "dns deploy 1.0.0 sha256:0310000a 12.5 s ann@laptop run-2 failed: helm exited with 1",
                "certs deploy 1.0.0 sha256:0510000a 12.5 s ann@laptop run-1 succeeded",
            ]);
    }

    [Test]
    public void Programs_get_the_units_too()
    {
        var ledger = Half;
        Snapshot.MatchReport("status", StatusReport.Json(new LatestStates([ledger.State], []), []), "status");
        Snapshot.MatchReport(
            "history",
            HistoryReport.Json([DeploymentHistory.From("prod", ledger.Entries)]),
            "history"
        );
    }

    [Test]
    public void The_history_of_a_component_has_the_units_that_it_belonged_to()
    {
        var history = DeploymentHistory.From("prod", Half.Deploy("audit", "1.0.0").Succeeds().Entries);

        history.Of("audit").Units.ShouldBeEmpty();
        history.Of("ingress").Units.ShouldHaveSingleItem().After.ShouldBe(0);
    }
}

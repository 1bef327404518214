using PathToProd.Decisions.Resuming;
using PathToProd.Facts.Ledger;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using static PathToProd.Tests.Decisions.Resuming.PastRuns;

namespace PathToProd.Tests.Decisions.Resuming;

/// <summary>What a run that broke off is said to have done, by its journal and by the ledger.</summary>
public sealed class ResumeDecisionTests
{
    private const string Run2 = "20261122-080200-0002";

    private readonly LedgerBuilder _ledger = new();

    private string Decide(string target, string nodes, PastRun? before = null) =>
        Decide(Of(2, target, ExitCode.Failed, "a", nodes, before is null ? null : 1), before, _ledger.State);

    private static string Decide(PastRun run, PastRun? before, LedgerState? ledger)
    {
        var found = new ResumeChoice.Found(run, before is null ? [] : [before]);
        var decided = ResumeDecision.Of(found, ledger).ShouldHaveSingleItem();
        decided.Component.ShouldBe("a");
        return $"{(decided.IsTakenAsDone ? "done" : "goes on")}: {decided.Because}";
    }

    private LedgerBuilder ByRun(int run)
    {
        _ledger.Run = Id(run).Text;
        return _ledger;
    }

    [Test]
    public void What_journal_and_ledger_say_is_deployed_is_taken_as_done()
    {
        ByRun(2).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", "a=done").ShouldBe($"done: run {Run2} deployed it, as its journal and the ledger say");
    }

    [Test]
    public void What_only_the_ledger_says_is_taken_as_done_too()
    {
        ByRun(2).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", "a=")
            .ShouldBe($"done: run {Run2} deployed it, as the ledger says; its journal breaks off before that");
    }

    [Test]
    public void What_only_the_journal_says_is_not() =>
        Decide("Deploy", "a=done").ShouldBe("goes on: its journal says that it is deployed, but the ledger does not");

    [Test]
    public void What_the_run_found_unchanged_is_taken_as_done_while_nothing_changed_it()
    {
        ByRun(1).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", "a=unchanged")
            .ShouldBe($"done: run {Run2} found it unchanged, and nothing in the ledger has changed it since");
    }

    [TestCase("a=unchanged")]
    [TestCase("a=done")]
    [TestCase("a=failed")]
    public void What_another_run_deployed_since_is_not(string nodes)
    {
        ByRun(3).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", nodes).ShouldBe("goes on: run 20261122-080300-0003 has deployed it since");
    }

    [Test]
    public void What_the_journal_says_and_the_ledger_knows_only_from_before_is_not()
    {
        ByRun(1).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", "a=done")
            .ShouldBe(
                "goes on: its journal says that it is deployed, but the last deployment in the ledger is that of run 20261122-080100-0001"
            );
    }

    [Test]
    public void What_was_interrupted_goes_on()
    {
        ByRun(2).Deploy("a", "1.0.0");

        Decide("Deploy", "a=").ShouldBe($"goes on: its deployment was interrupted in run {Run2}");
    }

    [Test]
    public void What_failed_or_was_cancelled_goes_on()
    {
        ByRun(2).Deploy("a", "1.0.0").Fails();
        Decide("Deploy", "a=failed").ShouldBe($"goes on: its deployment failed in run {Run2}");

        ByRun(2).Deploy("a", "1.0.0").IsCancelled();
        Decide("Deploy", "a=cancelled").ShouldBe($"goes on: its deployment was cancelled in run {Run2}");
    }

    [Test]
    public void What_another_run_left_half_done_goes_on()
    {
        ByRun(3).Deploy("a", "1.0.0").Fails();

        Decide("Deploy", "a=done")
            .ShouldBe(
                "goes on: the last deployment of a 1.0.0 to prod failed (run 20261122-080300-0003: helm exited with 1)"
            );
    }

    [TestCase("", "it had not started")]
    [TestCase("a=not-run", "it did not run: base failed")]
    [TestCase("a=failed", $"its Deploy failed in run {Run2}")]
    [TestCase("a=refused", $"its Deploy was refused in run {Run2}")]
    [TestCase("a=wrong-input", $"its Deploy has wrong input in run {Run2}")]
    [TestCase("a=cancelled", $"its Deploy was cancelled in run {Run2}")]
    [TestCase("a=", $"run {Run2} broke off during its Deploy")]
    public void What_never_came_to_the_ledger_goes_on(string nodes, string because) =>
        Decide("Deploy", nodes).ShouldBe($"goes on: {because}");

    [Test]
    public void What_had_not_started_goes_on_whatever_is_there()
    {
        ByRun(1).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", "").ShouldBe("goes on: it had not started");
    }

    [Test]
    public void A_ledger_in_doubt_is_never_good_news()
    {
        ByRun(2).Deploy("a", "1.0.0").Succeeds().Deploy("a", "1.0.0");

        Decide(Of(2, "Deploy", null, "a", "a=done"), null, _ledger.TornAfter("\"started\""))
            .ShouldBe("goes on: a line of the ledger that may be about it cannot be read");
    }

    [Test]
    public void What_an_earlier_run_of_the_chain_did_counts()
    {
        ByRun(1).Deploy("a", "1.0.0").Succeeds();

        Decide("Deploy", "a=not-run", Of(1, "Deploy", ExitCode.Failed, "a", "a=done"))
            .ShouldBe("done: run 20261122-080100-0001 deployed it, as its journal and the ledger say");
    }

    [Test]
    public void What_is_gone_is_taken_as_removed_by_any_run()
    {
        Decide("Destroy", "").ShouldBe("done: there is none, as the ledger says");

        ByRun(2).Deploy("a", "1.0.0").Succeeds().Destroy("a", "1.0.0").Succeeds();
        Decide("Destroy", "a=").ShouldBe($"done: run {Run2} removed it, as the ledger says");
    }

    [Test]
    public void What_is_still_there_is_removed()
    {
        ByRun(1).Deploy("a", "1.0.0").Succeeds();
        Decide("Destroy", "").ShouldBe("goes on: it had not started");
        Decide("Destroy", "a=done").ShouldBe("goes on: the ledger says that run 20261122-080100-0001 deployed it");

        ByRun(2).Destroy("a", "1.0.0");
        Decide("Destroy", "a=").ShouldBe($"goes on: its removal was interrupted in run {Run2}");
    }

    [Test]
    public void Where_there_is_no_ledger_to_ask_the_journal_says_it()
    {
        Decide(Of(2, "Test", ExitCode.Failed, "a", "a=done"), null, ledger: null)
            .ShouldBe($"done: run {Run2} did it, as its journal says");
        Decide(Of(2, "Test", ExitCode.Failed, "a", "a="), null, ledger: null)
            .ShouldBe($"goes on: run {Run2} broke off during its Test");
    }
}

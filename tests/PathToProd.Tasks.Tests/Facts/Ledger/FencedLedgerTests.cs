using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Ledger;

/// <summary>What a run may still write after it lost its lease of an environment: in a file of the checkout, and in a branch.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class FencedLedgerTests(bool isBranch)
{
    private const string Lost = "This run lost its lease of prod.";

    private GitLedgerBed _bed = null!;
    private TemporaryFolder _folder = null!;
    private bool _isHeld;

    [SetUp]
    public void Make() => (_bed, _folder, _isHeld) = (new GitLedgerBed(), new TemporaryFolder(), true);

    [TearDown]
    public void Remove()
    {
        _folder.Dispose();
        _bed.Dispose();
    }

    [Test]
    public void Each_entry_carries_the_token_of_the_lease()
    {
        var run = Leased(7);
        run.Append("ingress", GitLedgerBed.Started("a1"));
        run.Append("ingress", GitLedgerBed.Ended("a1"));

        run.Read().Entries.Select(entry => entry.Lease).ShouldBe([7, 7]);
    }

    [Test]
    public void No_attempt_starts_once_the_lease_is_lost_and_the_end_of_one_is_still_recorded()
    {
        var run = Leased(7);
        run.Append("ingress", GitLedgerBed.Started("a1"));
        _isHeld = false;

        var refused = Should.Throw<PlatformException>(() => run.Append("dns", GitLedgerBed.Started("a2", "dns")));
        run.Append("ingress", GitLedgerBed.Ended("a1"));

        (refused.ExitCode, refused.Message).ShouldBe((ExitCode.Failed, Lost));
        run.Read().Entries.Select(entry => entry.Attempt).ShouldBe(["a1", "a1"]);
    }

    [Test]
    public void The_ledger_refuses_what_comes_after_a_later_holder_has_written()
    {
        var late = Leased(7);
        late.Append("ingress", GitLedgerBed.Started("a1"));
        Leased(9, "m2").Append("ingress", GitLedgerBed.Started("b1"));

        // The lost run has not noticed, as its machine stood still.
        var refused = Should.Throw<PlatformException>(() => late.Append("ingress", GitLedgerBed.Ended("a1")));

        refused.ExitCode.ShouldBe(ExitCode.Failed);
        refused.Message.ShouldBe(
            $"This run no longer holds ingress{(isBranch ? " in prod" : "")}: its lease ended, and another run has taken it over and has written to the ledger since "
                + "(token 9, and this run has 7). Nothing was written. Look at what that run did with --target=History before you run the same command again."
        );
        late.Read().Entries.Select(entry => entry.Attempt).ShouldBe(["a1", "b1"]);
    }

    [Test]
    public void What_a_later_holder_wrote_about_another_component_leaves_the_truth_about_this_one()
    {
        var late = Leased(7);
        late.Append("ingress", GitLedgerBed.Started("a1"));
        Leased(9, "m2").Append("dns", GitLedgerBed.Started("b1", "dns"));
        _isHeld = false;

        late.Append("ingress", GitLedgerBed.Ended("a1"));

        late.Read().Entries.Count(entry => entry.Attempt == "a1").ShouldBe(2);
    }

    private ILedger Leased(long token, string machine = "m1") =>
        new FencedLedger(
            isBranch ? _bed.Ledger(machine) : new LedgerFile(Path.Combine(_folder.Path, "ledger.jsonl")),
            new EnvironmentFence("prod", token, () => _isHeld, Lost)
        );
}

using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Terraform;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Planning;

/// <summary>When a lock that a Terraform left on a state is removed, and what is said when it is not.</summary>
public sealed class StateLockDecisionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 15, 30, 700, TimeSpan.Zero);

    private static readonly StateLock Held = new("4f1e", "ann@build-7", Start.AddSeconds(4));

    private static readonly InterruptedAttempt Run = new(
        Attempt("20261122-081530-3fa2", Start),
        IsOfThisCheckout: true,
        HasEnded: true
    );

    private static readonly StateLockFacts Dead = new()
    {
        IsChange = true,
        Interrupted = [Run],
        Limit = TimeSpan.FromMinutes(15),
        Machine = "build-7",
        Others = [],
    };

    [Test]
    public void The_lock_of_a_run_that_is_dead_with_all_that_it_started_is_removed() =>
        StateLockDecision
            .Of(Held, Dead)
            .ShouldBe(
                new StateLockDecision.Remove(
                    "run 20261122-081530-3fa2 of this checkout made it on 2026-11-22 08:15:34 UTC and is dead, with all that it started"
                )
            );

    [TestCase(0)]
    [TestCase(900)]
    public void It_was_made_while_the_run_can_have_worked(int seconds) =>
        StateLockDecision
            .Of(Held with { Created = Start.AddSeconds(seconds).AddMilliseconds(-700) }, Dead)
            .ShouldBeOfType<StateLockDecision.Remove>();

    [TestCaseSource(nameof(Doubts))]
    public void A_lock_whose_holder_may_be_alive_stays(StateLock held, StateLockFacts facts, string because) =>
        Text(held, facts).ShouldBe($"This run did not remove the lock, because {because}.");

    [Test]
    public void Of_several_interrupted_runs_the_one_counts_that_was_at_work_then()
    {
        var early = Run with { Attempt = Attempt("20261121-081530-0001", Start.AddDays(-1)) };
        var late = Run with { Attempt = Attempt("20261123-081530-0001", Start.AddDays(1)), HasEnded = false };

        StateLockDecision
            .Of(Held, Dead with { Interrupted = [early, Run, late] })
            .ShouldBe(StateLockDecision.Of(Held, Dead));
    }

    [Test]
    public void A_Terraform_that_came_later_cannot_hold_it() =>
        StateLockDecision
            .Of(Held, Dead with { Others = [new OtherTerraform("terraform apply", Held.Created.AddSeconds(3))] })
            .ShouldBe(StateLockDecision.Of(Held, Dead));

    private static IEnumerable<TestCaseData> Doubts()
    {
        const string Name = "run 20261122-081530-3fa2";
        const string Other = "20261122-081530-3fa2 began on 2026-11-22 08:15:30 UTC";
        var elsewhere = Run with { IsOfThisCheckout = false, HasEnded = false };
        OtherTerraform[] others =
        [
            new("terraform plan", Held.Created.AddDays(1)),
            new("terraform apply", Held.Created.AddSeconds(2)),
        ];
        yield return Doubt(
            Held,
            Dead with
            {
                Interrupted = [],
            },
            "no interrupted run of this component is known that could have left it"
        );
        yield return Doubt(
            Held,
            Dead with
            {
                IsChange = false,
            },
            "a plan changes nothing; Deploy and Destroy remove a lock whose holder is known to be dead"
        );
        yield return Doubt(
            Held,
            Dead with
            {
                Interrupted = [elsewhere],
            },
            $"{Name}, which was interrupted, was not started in this checkout, and may be alive elsewhere"
        );
        yield return Doubt(
            Held,
            Dead with
            {
                Interrupted = [Run with { HasEnded = false }],
            },
            $"it is not known whether all that {Name} started has ended"
        );
        yield return Doubt(Held with { Who = "ann@laptop" }, Dead, "ann@laptop made it, and this machine is build-7");
        yield return Doubt(
            Held with
            {
                Created = Start.AddSeconds(-3),
            },
            Dead,
            $"it was made on 2026-11-22 08:15:27 UTC, when no interrupted run of this component was at work: {Other}"
        );
        yield return Doubt(
            Held with
            {
                Created = Start.AddMinutes(16),
            },
            Dead,
            $"it was made on 2026-11-22 08:31:30 UTC, when no interrupted run of this component was at work: {Other}"
        );
        yield return Doubt(
            Held,
            Dead with
            {
                Others = [.. others],
            },
            "another Terraform is at work on this machine since then: terraform apply"
        );
        yield return Doubt(
            Held with
            {
                Who = "ann@laptop",
            },
            Dead with
            {
                Interrupted = [elsewhere],
            },
            $"{Name}, which was interrupted, was not started in this checkout, and may be alive elsewhere, and because "
                + "ann@laptop made it, and this machine is build-7"
        );
    }

    private static string Text(StateLock held, StateLockFacts facts) =>
        StateLockDecision.Of(held, facts).ShouldBeOfType<StateLockDecision.Keep>().Text;

    private static TestCaseData Doubt(StateLock held, StateLockFacts facts, string because) =>
        new TestCaseData(held, facts, because).SetArgDisplayNames(because);

    private static LedgerEntry.Started Attempt(string run, DateTimeOffset at) =>
        new()
        {
            Attempt = "1",
            Run = run,
            At = at,
            Action = LedgerAction.Deploy,
            Component = "net",
            Environment = "prod",
            Version = SemVersion.Parse("1.0.0"),
            Digest = new Digest("sha256:1"),
            Values = new Digest("sha256:2"),
            Who = "ann@build-7",
        };
}

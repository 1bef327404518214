using PathToProd.Decisions.Planning;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Planning;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DeploymentDecisionTests
{
    private const string Digest = "sha256:ab12cd34ef567890";
    private const string Values = "sha256:0a1b";

    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void The_same_that_is_still_there_is_unchanged()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).Succeeds();

        Decide()
            .ShouldBeOfType<StageDecision.Unchanged>()
            .Reason.ShouldBe("1.4.0 sha256:ab12cd34 was deployed 1 hour ago by run run-1, and is still there");
    }

    [Test]
    public void What_was_never_deployed_runs() => Reason().ShouldBe("prod has no ingress");

    [Test]
    public void After_a_failed_attempt_it_runs_again_however_little_differs()
    {
        _ledger
            .Deploy("ingress", "1.4.0", Values, Digest)
            .Succeeds()
            .Deploy("ingress", "1.4.0", Values, Digest)
            .Fails("timed out");

        Reason().ShouldBe("the last deployment of ingress 1.4.0 to prod failed (run run-2: timed out)");
    }

    [Test]
    public void After_an_interrupted_attempt_it_runs_again()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest);

        Reason()
            .ShouldBe(
                "the last deployment of ingress 1.4.0 to prod was interrupted: run run-1 started it on 2026-11-22 08:00:00 UTC and never ended it"
            );
    }

    [Test]
    public void After_a_cancelled_attempt_it_runs_again()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).IsCancelled();

        Reason().ShouldBe("the last deployment of ingress 1.4.0 to prod was cancelled (run run-1)");
    }

    [Test]
    public void After_a_failed_removal_it_runs_again()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).Succeeds().Destroy("ingress", "1.4.0").Fails("in use");

        Reason().ShouldBe("the last removal of ingress 1.4.0 from prod failed (run run-2: in use)");
    }

    [Test]
    public void What_was_removed_runs()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).Succeeds().Destroy("ingress", "1.4.0").Succeeds();

        Reason().ShouldBe("it was removed from prod 1 hour ago by run run-2");
    }

    [Test]
    public void Another_artifact_runs_even_of_the_same_version()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, "sha256:ffff0000ffff").Succeeds();

        Reason()
            .ShouldBe(
                "the artifact changed: 1.4.0 sha256:ffff0000 was deployed 1 hour ago by run run-1, now it is sha256:ab12cd34"
            );
    }

    [Test]
    public void Other_values_run()
    {
        _ledger.Deploy("ingress", "1.4.0", "sha256:other", Digest).Succeeds();

        Reason().ShouldBe("the values changed since 1.4.0 sha256:ab12cd34 was deployed 1 hour ago by run run-1");
    }

    [Test]
    public void Another_artifact_and_other_values_are_both_said()
    {
        _ledger.Deploy("ingress", "1.4.0", "sha256:other", "sha256:ffff0000ffff").Succeeds();

        Reason().ShouldEndWith(", now it is sha256:ab12cd34, and the values changed");
    }

    [TestCase(StillThere.Gone, "but is no longer there")]
    [TestCase(StillThere.Changed, "but was changed since")]
    [TestCase(StillThere.NotKnown, "but it is not known whether it is still there")]
    public void What_is_not_known_to_be_still_there_runs(StillThere stillThere, string why)
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).Succeeds();

        Decide(stillThere)
            .ShouldBeOfType<StageDecision.Run>()
            .Reason.ShouldBe($"1.4.0 sha256:ab12cd34 was deployed 1 hour ago by run run-1, {why}");
    }

    [Test]
    public void Force_runs_whatever_is_there()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).Succeeds();

        Decide(force: true).ShouldBeOfType<StageDecision.Run>().Reason.ShouldBe("it was asked for with --force");
    }

    [Test]
    public void What_only_a_cluster_knows_is_there_as_far_as_this_machine_knows()
    {
        _ledger.Deploy("ingress", "1.4.0", Values, Digest).Succeeds();

        Decide(StillThere.NotAsked)
            .ShouldBeOfType<StageDecision.Unchanged>()
            .Reason.ShouldBe(
                "1.4.0 sha256:ab12cd34 was deployed 1 hour ago by run run-1, and is still there as far as this machine knows; "
                    + "Deploy asks the cluster"
            );
    }

    [Test]
    public void Without_an_artifact_the_reason_says_what_comes_first()
    {
        var facts = Facts(StillThere.Yes) with { Artifact = null, NoArtifact = "its artifact is built first" };

        Decide(facts).ShouldBe(new StageDecision.Run("its artifact is built first", []));
        Decide(facts with { IsPossible = false, NoArtifact = "prod pins no version of it" })
            .ShouldBe(new StageDecision.Unchanged("prod pins no version of it", []));
    }

    private DeploymentFacts Facts(StillThere stillThere) =>
        new()
        {
            State = _ledger.State["ingress"],
            Artifact = new Digest(Digest),
            Values = new Digest(Values),
            StillThere = stillThere,
        };

    private StageDecision Decide(DeploymentFacts facts, bool force = false) =>
        DeploymentDecision.Of(facts, new RunOptions { Force = force }, _ledger.Now);

    private StageDecision Decide(StillThere stillThere = StillThere.Yes, bool force = false) =>
        Decide(Facts(stillThere), force);

    private string Reason() => Decide().ShouldBeOfType<StageDecision.Run>().Reason;
}

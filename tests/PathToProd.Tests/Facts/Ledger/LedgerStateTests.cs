using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class LedgerStateTests
{
    [Test]
    public void A_component_that_was_never_attempted_has_nothing_there()
    {
        var state = new LedgerBuilder().State["ingress"];

        state.Presence.ShouldBeOfType<Presence.Nothing>();
        state.LastAttempt.ShouldBeNull();
        state.LastDeployment.ShouldBeNull();
    }

    [Test]
    public void A_successful_deployment_is_there_with_all_that_was_recorded()
    {
        var state = new LedgerBuilder()
            .Deploy("base-k8s", "1.30.1", values: "sha256:77")
            .SucceedsWithSecret("token", ("cluster_name", "prod-1"))
            .State["base-k8s"];

        var deployment = state.Presence.ShouldBeOfType<Presence.Deployed>().Deployment;
        deployment.ShouldBe(state.LastDeployment);
        deployment.Version.ToString().ShouldBe("1.30.1");
        deployment.Values.ToString().ShouldBe("sha256:77");
        deployment.Outputs["cluster_name"].ToString().ShouldBe("prod-1");
        deployment.SensitiveOutputs.ShouldBe(["token"]);
        deployment.Deployed.ShouldBe("fingerprint-1");
        deployment.At.ShouldBe(LedgerBuilder.FirstLine.AddHours(1));
        (deployment.Run, deployment.Commit, deployment.Who).ShouldBe(("run-1", "4a420bd", "ann@laptop"));
    }

    [Test]
    public void After_a_failure_it_is_unknown_what_is_there_and_the_last_success_is_remembered()
    {
        var state = new LedgerBuilder()
            .Deploy("ingress", "1.3.0")
            .Succeeds()
            .Deploy("ingress", "1.4.0")
            .Fails("timed out")
            .State["ingress"];

        var unknown = state.Presence.ShouldBeOfType<Presence.Unknown>();
        unknown.Because.Outcome.ShouldBe(AttemptOutcome.Failed);
        unknown.Because.Ended!.Error.ShouldBe("timed out");
        state.LastDeployment!.Version.ToString().ShouldBe("1.3.0");
    }

    [Test]
    public void A_cancelled_attempt_leaves_it_unknown()
    {
        var state = new LedgerBuilder().Deploy("ingress", "1.4.0").IsCancelled().State["ingress"];

        state.Presence.ShouldBeOfType<Presence.Unknown>().Because.Outcome.ShouldBe(AttemptOutcome.Cancelled);
    }

    [Test]
    public void A_start_without_an_end_was_interrupted()
    {
        var state = new LedgerBuilder().Deploy("ingress", "1.4.0").State["ingress"];

        state.Presence.ShouldBeOfType<Presence.Unknown>().Because.Outcome.ShouldBe(AttemptOutcome.Interrupted);
    }

    [Test]
    public void A_start_without_an_end_is_in_progress_while_its_run_is_at_it()
    {
        var ledger = new LedgerBuilder().Deploy("base-k8s", "1.30.1").Deploy("ingress", "1.4.0");

        var state = ledger.StateWith("run-2");

        state["base-k8s"].LastAttempt!.Outcome.ShouldBe(AttemptOutcome.Interrupted);
        state["ingress"].LastAttempt!.Outcome.ShouldBe(AttemptOutcome.InProgress);
    }

    [Test]
    public void A_success_after_a_failure_is_there()
    {
        var state = new LedgerBuilder().Deploy("a", "1.0.0").Fails().Deploy("a", "1.0.0").Succeeds().State["a"];

        state.Presence.ShouldBeOfType<Presence.Deployed>().Deployment.Run.ShouldBe("run-2");
    }

    [Test]
    public void A_destroyed_component_is_gone_and_a_failed_destruction_leaves_it_unknown()
    {
        var ledger = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Destroy("a", "1.0.0");

        ledger.State["a"].Presence.ShouldBeOfType<Presence.Unknown>();
        ledger.Fails().State["a"].Presence.ShouldBeOfType<Presence.Unknown>();
        ledger.Destroy("a", "1.0.0").Succeeds();
        ledger.State["a"].Presence.ShouldBeOfType<Presence.Destroyed>().By.Started.Run.ShouldBe("run-3");
        ledger.State["a"].LastDeployment!.Run.ShouldBe("run-1");
    }

    [Test]
    public void The_order_of_the_lines_counts_when_the_clock_runs_backwards()
    {
        var ledger = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds();
        ledger.Now -= TimeSpan.FromDays(2);

        ledger.Deploy("a", "2.0.0").Succeeds();

        ledger.State["a"].LastDeployment!.Version.ToString().ShouldBe("2.0.0");
    }

    [Test]
    public void Lines_of_another_environment_do_not_count_when_a_folder_was_copied_with_its_ledger()
    {
        var sandbox = new LedgerBuilder("sandbox").Deploy("a", "1.0.0").Succeeds();

        LedgerState.From("staging", sandbox.Entries)["a"].Presence.ShouldBeOfType<Presence.Nothing>();
    }

    [Test]
    public void Attempts_that_overlap_are_paired_by_their_name()
    {
        var a = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Entries;
        var b = new LedgerBuilder().Deploy("b", "1.0.0").Fails().Entries.Select(entry => entry with { Attempt = "b1" });

        var state = LedgerState.From("prod", [a[0], .. b, a[1]]);

        state["a"].Presence.ShouldBeOfType<Presence.Deployed>();
        state["b"].Presence.ShouldBeOfType<Presence.Unknown>();
    }

    [Test]
    public void The_history_of_a_component_is_its_attempts_oldest_first()
    {
        var ledger = new LedgerBuilder()
            .Deploy("a", "1.0.0")
            .Succeeds()
            .Deploy("b", "1.0.0")
            .Fails()
            .Deploy("a", "1.1.0")
            .Fails();

        var history = DeploymentHistory.From("prod", ledger.Entries).Of("a");

        history
            .Attempts.Select(attempt => $"{attempt.Started.Version} {attempt.Outcome}")
            .ShouldBe(["1.0.0 Succeeded", "1.1.0 Failed"]);
    }
}

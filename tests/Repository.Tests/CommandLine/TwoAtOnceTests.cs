namespace Repository.Tests.CommandLine;

/// <summary>Two programs at once, and one that is interrupted. A script stands in for a smoke test that takes its time.</summary>
public sealed class TwoAtOnceTests
{
    private ScratchPlatform _platform = null!;

    private string Started => Path.Combine(_platform.Home, "started");

    private string GoOn => Path.Combine(_platform.Home, "go-on");

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform();
        _platform
            .Component("ingress", more: "smoke:\n  timeout: 1m\n  script: tests/smoke.sh\n")
            .Component("other")
            .Script(
                "components/ingress/tests/smoke.sh",
                $"echo now >{Started}\nwhile [ ! -e {GoOn} ]; do sleep 0.05; done"
            );
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void The_second_waits_for_the_first_and_then_finds_nothing_to_do()
    {
        using var first = StartAndWait();
        using var second = _platform.Start("--target=Deploy", "--component=ingress");
        Eventually.Holds(
            () => second.OutputSoFar.Contains("waiting for ingress", StringComparison.Ordinal),
            "it waits"
        );
        second.OutputSoFar.ShouldContain($"pid {first.Id}");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
        second.WaitForEnd().ShouldSucceed().Said.ShouldContain("and is still there");
        _platform.Read("environments/sandbox/ledger.jsonl").TrimEnd().Split('\n').Length.ShouldBe(2);
    }

    [Test]
    public void The_second_is_refused_when_the_first_takes_too_long_and_the_message_names_it()
    {
        _platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nlock-timeout: 1s\n");
        using var first = StartAndWait();
        var second = _platform.Run("--target=Deploy", "--component=ingress").ShouldEnd(3);
        second.Said.ShouldContain("Another run is changing ingress in sandbox: it is held by");
        second.Said.ShouldContain($"pid {first.Id}");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
    }

    [Test]
    public void With_wait_the_second_waits_for_the_first_however_short_the_lock_timeout_is()
    {
        _platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nlock-timeout: 0s\n");
        using var first = StartAndWait();
        using var second = _platform.Start("--target=Deploy", "--component=ingress", "--wait");
        Eventually.Holds(
            () => second.OutputSoFar.Contains("waiting for ingress", StringComparison.Ordinal),
            "it waits"
        );
        second.OutputSoFar.ShouldContain($"pid {first.Id}");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
        second.WaitForEnd().ShouldSucceed().Said.ShouldContain("and is still there");
    }

    [Test]
    public void Waiting_ends_with_an_interruption()
    {
        using var first = StartAndWait();
        using var second = _platform.Start("--target=Deploy", "--component=ingress", "--wait");
        Eventually.Holds(
            () => second.OutputSoFar.Contains("waiting for ingress", StringComparison.Ordinal),
            "it waits"
        );
        second.Interrupt();
        second.WaitForEnd().ShouldEnd(130);
        first.HasExited.ShouldBeFalse();
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
    }

    [Test]
    public void Another_component_does_not_wait()
    {
        using var first = StartAndWait();
        _platform.Run("--target=Deploy", "--component=other").ShouldSucceed();
        first.HasExited.ShouldBeFalse();
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
    }

    [Test]
    public void Status_shows_a_deployment_in_progress()
    {
        using var first = StartAndWait();
        _platform.Run("--target=History").ShouldSucceed().Output.ShouldContain("in progress");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
    }

    [Test]
    public void An_interruption_ends_what_runs_and_the_ledger_says_cancelled()
    {
        using var running = StartAndWait();
        running.Interrupt();
        var result = running.WaitForEnd().ShouldEnd(130);
        result.Error.ShouldStartWith("Stopping: waiting for tools to save their state. Interrupt again to kill them.");
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldContain("\"outcome\":\"cancelled\"");
        _platform.Run("--target=History").ShouldSucceed().Output.ShouldContain("cancelled");

        File.WriteAllText(GoOn, "");
        _platform.Run("--target=Deploy", "--component=ingress").ShouldSucceed().Output.ShouldNotContain("unchanged.");
    }

    [Test]
    public void A_killed_run_is_reported_as_interrupted_and_runs_again()
    {
        using (var running = StartAndWait())
        {
            // Disposing kills it and what it started.
            running.HasExited.ShouldBeFalse();
        }

        _platform.Run("--target=History").ShouldSucceed().Output.ShouldContain("interrupted");
        File.WriteAllText(GoOn, "");
        _platform.Run("--target=Deploy", "--component=ingress").ShouldSucceed();
        _platform.Run("--target=Status").ShouldSucceed().Output.ShouldContain("deployed");
    }

    private RunningProgram StartAndWait()
    {
        var running = _platform.Start("--target=Deploy", "--component=ingress");
        Eventually.Holds(() => File.Exists(Started) || running.HasExited, "the first deployment is at its smoke test");
        running.HasExited.ShouldBeFalse(running.OutputSoFar + running.ErrorSoFar);
        return running;
    }
}

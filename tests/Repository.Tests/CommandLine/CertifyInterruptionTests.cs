using PathToProd.Facts.EvidenceRecords;

namespace Repository.Tests.CommandLine;

/// <summary>Certify that is cancelled, killed, or meets another run.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class CertifyInterruptionTests : IDisposable
{
    private readonly CertifiedPlatform _bed = new();

    private ScratchPlatform Platform => _bed.Platform;

    private string Started => Path.Combine(Platform.Home, "started");

    private string GoOn => Path.Combine(Platform.Home, "go-on");

    private string Waits => $"echo now >{Started}; while [ ! -e {GoOn} ]; do sleep 0.05; done";

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_cancelled_test_is_recorded_as_cancelled_with_what_did_not_run()
    {
        SlowTest();
        using var running = StartAndWait();

        running.Interrupt();
        var result = running.WaitForEnd().ShouldEnd(130);

        result.Said.ShouldContain(
            "The certification of a in ci-1, Kubernetes 1.31.2 was cancelled after <time>. That says nothing about the set."
        );
        var evidence = _bed.Evidence.Entries.ShouldHaveSingleItem();
        evidence.Outcome.ShouldBe(EvidenceOutcome.Cancelled);
        evidence.Error.ShouldBe("it was cancelled");
        evidence
            .Tests.Select(test => $"{test.Name} {test.Outcome}")
            .ShouldBe(["base/smoke Passed", "base/slow NotRun", "base/second NotRun"]);
    }

    [Test]
    public void A_cancelled_deployment_is_recorded_as_cancelled()
    {
        _bed.Build("base", "1.0.0", Waits);
        _bed.Pin("a", "base 1.0.0");
        using var running = StartAndWait();

        running.Interrupt();
        running.WaitForEnd().ShouldEnd(130);

        _bed.Recorded.ShouldBe(["state a cancelled: it was cancelled"]);
        Platform.Read("environments/ci-1/ledger.jsonl").ShouldContain("\"outcome\":\"cancelled\"");
    }

    [Test]
    public void A_killed_one_leaves_no_evidence_and_the_next_says_so()
    {
        _bed.Build("base", "1.0.0", Waits);
        _bed.Pin("a", "base 1.0.0");
        using (var running = StartAndWait())
        {
            // Disposing kills it and what it started.
            running.HasExited.ShouldBeFalse();
        }

        _bed.Evidence.Entries.ShouldBeEmpty();
        File.WriteAllText(GoOn, "");

        var next = _bed.Certify("a").ShouldSucceed();

        next.Error.ShouldStartWith("ci-1 was left half-way: ");
        next.Error.ShouldContain("There is no evidence of that run.\nBringing ci-1 to a\n");
        _bed.Recorded.ShouldBe(["state a passed"]);
    }

    [Test]
    public void A_second_one_waits_for_the_first()
    {
        SlowTest();
        using var first = StartAndWait();
        using var second = Platform.Start("--target=Certify", "--set=a", "--environment=ci-1");
        Eventually.Holds(() => second.ErrorSoFar.Contains("waiting for", StringComparison.Ordinal), "it waits");
        second.ErrorSoFar.ShouldContain($"waiting for all components in ci-1: held by run ");
        second.ErrorSoFar.ShouldContain($"pid {first.Id}");

        File.WriteAllText(GoOn, "");

        first.WaitForEnd().ShouldSucceed();
        second.WaitForEnd().ShouldSucceed();
        _bed.Recorded.ShouldBe(["state a passed", "state a passed"]);
    }

    [Test]
    public void A_second_one_is_refused_when_the_first_takes_too_long_and_so_is_a_deployment()
    {
        SlowTest();
        Platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nlock-timeout: 0s\n");
        using var first = StartAndWait();

        var second = _bed.Certify("a").ShouldEnd(3);
        var deployment = Platform.Run("--target=Deploy", "--component=base", "--environment=ci-1").ShouldEnd(3);

        second.Error.ShouldContain("Another run is changing all components in ci-1: it is held by run <run> (");
        second.Error.ShouldContain($"pid {first.Id}");
        deployment.Said.ShouldContain("Another run is changing base in ci-1: it is held by run <run> (");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
        _bed.Recorded.ShouldBe(["state a passed"]);
    }

    private void SlowTest()
    {
        Platform.File("components/base/component.yaml", "name: base\nversion: 1.0.0\ntype: manifests\n");
        _bed.Script("components/base/tests/slow.sh", Waits)
            .Script("components/base/tests/second.sh", "true")
            .Build(
                "base",
                "1.0.0",
                more: "tests:\n  - { name: slow, script: tests/slow.sh }\n  - { name: second, script: tests/second.sh }\n"
            );
        _bed.Pin("a", "base 1.0.0");
    }

    private RunningProgram StartAndWait()
    {
        var running = Platform.Start("--target=Certify", "--set=a", "--environment=ci-1");
        Eventually.Holds(() => File.Exists(Started) || running.HasExited, "it came to what takes its time");
        running.HasExited.ShouldBeFalse(running.OutputSoFar + running.ErrorSoFar);
        return running;
    }
}

using System.Text.Json.Nodes;
using PathToProd.Facts.EvidenceRecords;

namespace Repository.Tests.CommandLine;

/// <summary>The target Bisect in an environment that is a directory, from the command line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(240_000)]
public sealed class BisectTests : IDisposable
{
    private readonly CertifiedPlatform _bed = new();

    private ScratchPlatform Platform => _bed.Platform;

    public void Dispose() => _bed.Dispose();

    [Test]
    public void Two_components_that_fail_together_are_named_with_the_test_and_the_evidence()
    {
        Pair();

        var result = Bisect().ShouldEnd(0);

        result.Said.ShouldContain(
            "dns 2.0.0 and ingress 2.0.0 fail together in ci-1, Kubernetes 1.31.2: ingress/smoke fails. "
                + "With either alone the tests pass. Found among 4 changes by "
        );
        result.Said.ShouldContain(
            "ingress/smoke: The smoke test tests/smoke.sh of ingress failed with exit code 1: dns 2.0.0 do not work together"
        );
        result.Tables.ShouldContain(
            """
                SET  OUTCOME  EVIDENCE
            1  a  passed  sha256:<digest>
            2  b  failed  sha256:<digest>
            3  a with
            """
        );
        result.Tables.ShouldContain(
            """

            Next:
              ./build.sh --target=Resolve  proposes a set that avoids this
              ./build.sh --target=Matrix  shows it next to all other evidence

            """
        );
        result.Error.ShouldStartWith(
            "Bringing ci-1 to a\n1. a passed\nBringing ci-1 from a to b\n"
                + "Deploying again what failed, as everything else of b is there now\n2. b failed\n"
        );
        Platform.Has("artifacts/ci-1").ShouldBeTrue();
    }

    [Test]
    public void What_evidence_already_says_is_not_run_again()
    {
        Pair();
        var first = Bisect().ShouldEnd(0);
        var lines = _bed.Evidence.Entries.Length;

        var again = Bisect("--output=json").ShouldEnd(0);

        _bed.Evidence.Entries.Length.ShouldBe(lines, "nothing was run");
        var json = JsonNode.Parse(again.RawOutput)!;
        json["steps"]!.AsArray().ShouldAllBe(step => (bool)step!["wasRead"]!);
        json["guilty"]!.AsArray().Select(one => one!["component"]!.ToString()).ShouldBe(["dns", "ingress"]);
        json["explanation"]!.ToString().ShouldContain(" by 0 runs and ");
        first.Said.ShouldNotContain("was there already");
    }

    [Test]
    public void One_guilty_change_that_others_need_is_found_and_no_mix_is_tried_that_cannot_be()
    {
        _bed.Build("base", "1.0.0")
            .Build("top", "1.0.0", more: "requires: { base: ^1.0.0 }\n")
            .Build("base", "2.0.0", "echo base 2 is broken; exit 1")
            .Build("top", "2.0.0", more: "requires: { base: ^2.0.0 }\n");
        _bed.Pin("a", "base 1.0.0", "top 1.0.0");
        _bed.Pin("b", "base 2.0.0", "top 2.0.0");

        // Neither works without the other.
        Bisect()
            .ShouldEnd(0)
            .Said.ShouldContain(
                "base 2.0.0 and top 2.0.0 fail together in ci-1, Kubernetes 1.31.2: base/smoke fails. "
                    + "Without base 2.0.0, and top 2.0.0, which cannot be deployed without it, the tests pass. "
                    + "Without top 2.0.0, and base 2.0.0, which cannot be deployed without it, the tests pass. "
                    + "Found among 2 changes by 2 runs"
            );
    }

    [Test]
    public void A_component_that_is_new_or_gone_is_a_change_too()
    {
        _bed.Build("base", "1.0.0")
            .Build("old", "1.0.0")
            .Build("new", "1.0.0")
            .Build("top", "1.0.0", "test -e old || { echo old is missed; exit 1; }");
        _bed.Pin("a", "base 1.0.0", "old 1.0.0", "top 1.0.0");
        _bed.Pin("b", "base 1.0.0", "new 1.0.0", "top 1.0.0");

        Bisect()
            .ShouldEnd(0)
            .Said.ShouldContain(
                "removing old fails in ci-1, Kubernetes 1.31.2: top/smoke fails. Without it the tests pass."
            );
    }

    [Test]
    public void A_good_set_that_fails_is_reported_first()
    {
        _bed.Build("base", "1.0.0", "exit 1").Build("base", "2.0.0");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 2.0.0");

        Bisect()
            .ShouldEnd(1)
            .Said.ShouldContain("a, which should work, itself fails in ci-1, Kubernetes 1.31.2: base/smoke failed: ");
        _bed.Recorded.Length.ShouldBe(1);
    }

    [Test]
    public void A_bad_set_that_passes_is_reported_first()
    {
        _bed.Build("base", "1.0.0").Build("base", "2.0.0");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 2.0.0");

        Bisect()
            .ShouldEnd(1)
            .Said.ShouldContain(
                "b, which should fail, passed in ci-1, Kubernetes 1.31.2. There is no failure to look for."
            );
    }

    [Test]
    public void An_interrupted_one_goes_on_where_it_was()
    {
        Pair();
        var started = Path.Combine(Platform.Home, "started");
        _bed.Build("wait", "1.0.0")
            .Build("wait", "2.0.0", $"test ! -e {started}.armed || {{ echo now >{started}; sleep 60; }}");
        _bed.Pin("c", "base 1.0.0", "dns 1.0.0", "ingress 1.0.0", "other 1.0.0", "wait 1.0.0");
        _bed.Pin("d", "base 2.0.0", "dns 2.0.0", "ingress 2.0.0", "other 2.0.0", "wait 2.0.0");
        _bed.Certify("c").ShouldSucceed();
        _bed.Certify("d").ShouldEnd(1);
        File.WriteAllText($"{started}.armed", "");
        using (var running = Platform.Start("--target=Bisect", "--good=c", "--bad=d", "--environment=ci-1"))
        {
            Eventually.Holds(() => File.Exists(started) || running.HasExited, "a trial with the slow one runs");
            running.Interrupt();
            running.WaitForEnd().ShouldEnd(130).Said.ShouldContain("continues; what was tried is not tried again");
        }

        var before = _bed.Evidence.Entries.Where(one => one.Outcome != EvidenceOutcome.Cancelled).ToArray();
        _bed.Evidence.Entries.Length.ShouldBeGreaterThan(
            before.Length,
            "the cancelled one is recorded, and tells nothing"
        );
        File.Delete($"{started}.armed");

        var result = Platform.Run("--target=Bisect", "--good=c", "--bad=d", "--environment=ci-1").ShouldEnd(0);

        result.Said.ShouldContain("dns 2.0.0 and ingress 2.0.0 fail together");
        result.Said.ShouldContain(" from existing evidence");
        _bed.Evidence.Entries.Where(one => one is { Kind: EvidenceKind.State, Outcome: not EvidenceOutcome.Cancelled })
            .GroupBy(one => one.Set)
            .ShouldAllBe(group => group.Count() == 1, "nothing was tried twice");
    }

    [Test]
    public void Sets_that_run_the_same_are_refused()
    {
        _bed.Build("base", "1.0.0");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 1.0.0");

        Bisect().ShouldOnlySay(2, "a and b run the same; name two sets that differ");
    }

    [Test]
    public void An_environment_that_is_not_for_tests_is_refused() =>
        Platform
            .Run("--target=Bisect", "--good=a", "--bad=b")
            .ShouldOnlySay(
                3,
                "sandbox is not for tests. Bisect deploys any version set to an environment, even one that fails, and removes what is not in it.",
                "If tests may change sandbox, write for-tests: true in environments/sandbox/environment.yaml. Otherwise name one that has it: --environment=ci-1."
            );

    private ProgramResult Bisect(params string[] more) =>
        Platform.Run(["--target=Bisect", "--good=a", "--bad=b", "--environment=ci-1", .. more]);

    /// <summary>Four components in two versions; two of the new ones do not work together.</summary>
    private void Pair()
    {
        foreach (var version in (string[])["1.0.0", "2.0.0"])
        {
            _bed.Build("base", version)
                .Build("dns", version)
                .Build("other", version)
                .Build(
                    "ingress",
                    version,
                    version == "2.0.0" ? CertifiedPlatform.FailsWith(("dns", "2.0.0")) : "true",
                    // So its smoke test never meets a dns that is being replaced.
                    "requires: { dns: \"*\" }\n"
                );
        }

        _bed.Pin("a", "base 1.0.0", "dns 1.0.0", "ingress 1.0.0", "other 1.0.0");
        _bed.Pin("b", "base 2.0.0", "dns 2.0.0", "ingress 2.0.0", "other 2.0.0");
    }
}

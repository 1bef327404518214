using PathToProd.Facts.Pools;

namespace Repository.Tests.CommandLine;

/// <summary>Runs that lease environments of a pool. A script stands in for a smoke test that takes its time.</summary>
public sealed class PoolTests
{
    private const string Settings =
        "name: scratch\ndefault-environment: sandbox\npools: { ci: { lease: 2s, quarantine-after: 2 } }\n";

    private ScratchPlatform _platform = null!;

    private string Started => Path.Combine(_platform.Home, "started");

    private string GoOn => Path.Combine(_platform.Home, "go-on");

    private PoolRecord Record => PoolText.Read(_platform.Read("artifacts/pools/ci.json"));

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform();
        _platform
            .File("platform.yaml", Settings)
            .Environment("ci-1", "target: { directory: artifacts/ci-1 }\npool: ci\nfor-tests: true\n")
            .Environment("ci-2", "target: { directory: artifacts/ci-2 }\npool: ci\nfor-tests: true\n")
            .Component("ingress", more: "smoke:\n  timeout: 1m\n  script: tests/smoke.sh\n")
            .Component("other")
            .Script(
                "components/ingress/tests/smoke.sh",
                $"echo now >>{Started}\nwhile [ ! -e {GoOn} ]; do sleep 0.05; done"
            );
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void A_run_leases_an_environment_and_gives_it_back_and_Leases_shows_both()
    {
        using var run = StartAndWait();
        var leased = _platform.Run("--target=Leases").ShouldSucceed();
        leased.Said.ShouldContain("The pool ci has 2 environments: 1 free, 1 leased.");
        leased.Said.ShouldContain("ENVIRONMENT STATE SINCE RUN FOR WHO ci-1 leased just now <run> Deploy ");
        _platform.Run("--target=Leases", "--output=json").ShouldSucceed().Output.ShouldContain("\"what\": \"Deploy\"");

        File.WriteAllText(GoOn, "");
        run.WaitForEnd()
            .ShouldSucceed()
            .Said.ShouldContain("leased ci-1 of the pool ci (token 2): ci-1 has no whole set; ci-2 has no whole set ");
        _platform
            .Run("--target=Leases", "--environment=pool:ci")
            .ShouldSucceed()
            .Said.ShouldContain("The pool ci has 2 environments: 2 free.");
        Record.Tickets.ShouldBeEmpty();
        Record.Member("ci-1").Set.ShouldNotBeNull();
    }

    [Test]
    public void Two_at_once_lease_two_and_a_third_waits_too_short()
    {
        _platform.File("platform.yaml", Settings + "lock-timeout: 1s\n");
        using var first = StartAndWait();
        using var second = StartAndWait(number: 2);
        var third = _platform.Run("--target=Deploy", "--component=other", "--environment=pool:ci").ShouldEnd(3);
        third.Said.ShouldContain("waiting for the pool ci, number 1 in the queue: ci-1 is leased by run ");
        third.Error.ShouldContain("No environment of the pool ci became free: ci-1 is leased by run ");
        third.Error.ShouldContain(
            "This run waited <time>. A run that was killed is found out only after <time>. Nothing was touched. Wait as long as it takes with --wait, or set a "
                + "longer lock-timeout in platform.yaml, of <time> or more.\n"
        );

        using var fourth = _platform.Start("--target=Deploy", "--component=other", "--environment=pool:ci", "--wait");
        Eventually.Holds(() => Record.Waiting.Any(), "it waits");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
        second.WaitForEnd().ShouldSucceed();
        fourth.WaitForEnd().ShouldSucceed();
        Record.Tickets.ShouldBeEmpty();
    }

    [Test]
    public void What_a_killed_run_left_is_unknown_and_compared_and_used_again()
    {
        using (var killed = StartAndWait())
        {
            killed.Kill();
        }

        File.WriteAllText(GoOn, "");
        _platform.Run("--target=Quarantine", "--environment=ci-2", "--reason=no one else").ShouldSucceed();
        var next = _platform
            .Run("--target=Deploy", "--component=ingress", "--environment=pool:ci", "--wait")
            .ShouldSucceed();

        next.Said.ShouldContain("gave no sign of life for <time> and counts as gone; what it left in ci-1 is unknown");
        next.Said.ShouldContain("ci-1 is unknown, because Deploy of run ");
        next.Said.ShouldContain(
            "ci-1 was compared with its ledger: what is there is what the ledger says; the last attempt at ingress was interrupted, so it is deployed again."
        );
        Record.Member("ci-1").Condition.ShouldBe(MemberCondition.Known);
        Record.Member("ci-1").Failures.ShouldBe(0);
    }

    [Test]
    public void What_drifted_in_an_unknown_environment_is_deployed_again()
    {
        File.WriteAllText(GoOn, "");
        Deploy("other").ShouldSucceed();
        _platform.Run("--target=Quarantine", "--environment=ci-1", "--reason=why not").ShouldSucceed();
        _platform.Run("--target=Readmit", "--environment=ci-1", "--reason=it works").ShouldSucceed();
        _platform.Run("--target=Quarantine", "--environment=ci-2", "--reason=no one else").ShouldSucceed();
        _platform.File("artifacts/ci-1/other/configmap-other.yaml", "changed: by hand\n");

        Deploy("other")
            .ShouldSucceed()
            .Said.ShouldContain(
                "ci-1 was compared with its ledger: other is not as deployed, so all of it is deployed again."
            );
        _platform.Read("artifacts/ci-1/other/configmap-other.yaml").ShouldContain("kind: ConfigMap");
    }

    [Test]
    public void What_cannot_be_looked_at_blocks_a_run_that_leaves_it_and_not_one_that_deploys_it_again()
    {
        File.WriteAllText(GoOn, "");
        Deploy("other").ShouldSucceed();
        _platform.Run("--target=Quarantine", "--environment=ci-1", "--reason=why not").ShouldSucceed();
        _platform.Run("--target=Readmit", "--environment=ci-1", "--reason=it works").ShouldSucceed();
        _platform.Run("--target=Quarantine", "--environment=ci-2", "--reason=no one else").ShouldSucceed();
        Directory.Delete(Path.Combine(_platform.Root, "artifacts", "store"), recursive: true);

        Deploy("ingress")
            .ShouldEnd(3)
            .Said.ShouldContain("ci-1 could not be compared with its ledger: other could not be looked at: ");
        Deploy("other")
            .ShouldSucceed()
            .Said.ShouldMatch(
                "ci-1 was compared with its ledger: other could not be looked at: .*, so all of it is deployed again\\."
            );
    }

    [Test]
    public void A_run_that_loses_its_lease_ends_politely_and_says_so_and_its_records_are_honest()
    {
        using var run = StartAndWait();
        _platform.File("artifacts/pools/ci.json", PoolText.Write(new PoolRecord { Pool = "ci", Token = 9 }) + "\n");

        var ended = run.WaitForEnd().ShouldEnd(1);

        ended.Error.ShouldContain(
            "This run lost its lease of ci-1 in the pool ci: it could not renew it in time, or another run counted it as gone. What it was doing was ended, "
                + "and what is there is compared with the ledger before the next run uses it. Look at --target=Leases, then run the same command again.\n"
        );
        var last = _platform.Read("environments/ci-1/ledger.jsonl").TrimEnd().Split('\n')[^1];
        last.ShouldContain("\"outcome\":\"cancelled\"");
        last.ShouldContain("This run lost its lease of ci-1 in the pool ci");
        Record.Token.ShouldBe(9);
    }

    [Test]
    public void Failures_in_a_row_quarantine_an_environment_with_their_cause_until_it_is_readmitted()
    {
        _platform
            .Script("components/ingress/tests/smoke.sh", "echo the disk is full >&2\nexit 1")
            .Environment("ci-2", "target: { directory: artifacts/ci-2 }\n");
        Deploy("ingress").ShouldEnd(1);
        Record.Member("ci-1").Failures.ShouldBe(1);
        Deploy("ingress").ShouldEnd(1);
        _platform
            .Run("--target=Leases")
            .ShouldSucceed()
            .Said.ShouldContain(
                "ci-1 is quarantined (just now), because 2 runs in a row failed there, the last one because Deploy of run "
            );

        var refused = Deploy("other").ShouldEnd(3).Error;
        refused.ShouldStartWith(
            "The pool ci has no environment left that can be leased, and this run wants 1: ci-1 has been quarantined since "
        );
        refused.ShouldEndWith(
            "Nothing was touched. See what is wrong there, then take it back: ./build.sh --target=Readmit --environment=ci-1 --reason=TEXT\n"
        );
        _platform
            .Run("--target=Readmit", "--environment=ci-1", "--reason=more disk")
            .ShouldSucceed()
            .Said.ShouldBe(
                "ci-1 is back in the pool. The next run that leases it compares what is there with its ledger first."
            );
        Deploy("other").ShouldSucceed();
    }

    [Test]
    public void A_change_that_does_not_even_build_says_nothing_about_its_environment()
    {
        _platform.File("components/other/manifests/settings.yaml", "apiVersion: v1\nkind: [\n");
        Deploy("other").ExitCode.ShouldNotBe(0);
        Record.Member("ci-1").ShouldBe(MemberRecord.New);
    }

    [Test]
    public void An_environment_that_is_named_is_leased_too()
    {
        _platform.File("platform.yaml", Settings + "lock-timeout: 0s\n");
        using var first = StartAndWait();
        _platform
            .Run("--target=Deploy", "--component=other", "--environment=ci-1")
            .ShouldEnd(3)
            .Error.ShouldStartWith("ci-1 is in the pool ci, and Deploy of run ");
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
        _platform
            .Run("--target=Deploy", "--component=other", "--environment=ci-1")
            .ShouldSucceed()
            .Said.ShouldContain("leased ci-1 of the pool ci (token 4)");
    }

    [Test]
    public void Several_are_leased_together_and_used_one_after_the_other()
    {
        File.WriteAllText(GoOn, "");
        var both = _platform.Run("--target=Deploy", "--component=other", "--environment=pool:ci*2").ShouldSucceed();

        both.Said.ShouldContain("leased ci-1 of the pool ci (token 2)");
        both.Said.ShouldContain("leased ci-2 of the pool ci (token 3)");
        _platform.Has("environments/ci-1/ledger.jsonl").ShouldBeTrue();
        _platform.Has("environments/ci-2/ledger.jsonl").ShouldBeTrue();
    }

    [Test]
    public void Explain_says_which_would_be_leased_and_leases_nothing()
    {
        _platform
            .Run("--target=Explain", "--environment=pool:ci")
            .ShouldSucceed()
            .Said.ShouldBe(
                "A run would lease ci-1, the first by name that is free: ci-1 has no whole set; ci-2 has no whole set."
            );
        _platform.Has("artifacts/pools/ci.json").ShouldBeFalse();
    }

    [Test]
    public void The_environment_from_which_a_tested_step_leads_to_the_set_is_leased()
    {
        using var bed = new CertifiedPlatform();
        foreach (var name in (string[])["ci-1", "ci-2"])
        {
            bed.Platform.Environment(name, $"target: {{ directory: artifacts/{name} }}\npool: ci\nfor-tests: true\n");
        }

        foreach (var (set, version) in (Span<(string, string)>)[("a", "1.0.0"), ("b", "1.1.0"), ("c", "1.2.0")])
        {
            bed.Build("ingress", version).Pin(set, $"ingress {version}");
            bed.Certify(set).ShouldSucceed();
        }

        bed.Platform.Run("--target=Certify", "--set=a", "--environment=ci-2").ShouldSucceed();
        bed.Platform.Run("--target=Explain", "--environment=pool:ci", "--set=b")
            .ShouldSucceed()
            .Said.ShouldBe(
                "A run would lease ci-2, the nearest to b that is free: ci-2 has a, from which 1 tested step leads to b; ci-1 has c, from which no tested way "
                    + "to b is known."
            );
        bed.Platform.Run("--target=Certify", "--set=b", "--environment=pool:ci")
            .ShouldSucceed()
            .Said.ShouldContain(
                "leased ci-2 of the pool ci (token 10): ci-2 has a, from which 1 tested step leads to b; ci-1 has c, from which no tested way to b is known "
            );
    }

    [TestCase("Deploy", "pool:c1", "there is no pool c1; did you mean ci?")]
    [TestCase(
        "Deploy",
        "pool:ci*3",
        "the pool ci has 2 environments, and --environment=pool:ci*3 wants 3; ask for fewer, or add environments to it"
    )]
    [TestCase(
        "Deploy",
        "pool:ci*no",
        "--environment=pool:ci*no names no pool; write --environment=pool:NAME, or --environment=pool:NAME*2 for two of its environments"
    )]
    [TestCase(
        "Status",
        "pool:ci",
        "--environment=pool:ci leases an environment for a run, and Status makes none that uses one; name one of ci-1 or ci-2"
    )]
    [TestCase(
        "Destroy",
        "pool:ci",
        "--environment=pool:ci leases whichever environment is free, and Destroy takes away what is in one; name one of ci-1 or ci-2"
    )]
    public void Wrong_input_is_refused(string target, string environment, string message) =>
        _platform
            .Run($"--target={target}", "--component=other", $"--environment={environment}")
            .ShouldEnd(2)
            .Error.ShouldBe(message + "\n");

    [Test]
    public void A_pool_that_others_only_extend_has_no_environment()
    {
        _platform.Environment("base", "pool: cd\n");
        _platform
            .Run("--target=Deploy", "--component=other", "--environment=pool:cd")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "the pool cd has no environment that anything can be deployed to: others only extend base; make one that extends it: ./build.sh "
                    + "--target=NewEnvironment --name=cd-1 --extends=base\n"
            );
    }

    [Test]
    public void A_pool_of_which_platform_yaml_speaks_must_have_environments()
    {
        _platform.File(
            "platform.yaml",
            "name: scratch\npools:\n  cd: { quarantine-after: 3 }\n  ci: { records-in: sandbox }\n"
        );
        _platform
            .Run("--target=Check")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "platform.yaml(3,3): no environment is in the pool cd; did you mean ci?\n"
                    + "platform.yaml(4,9): sandbox is not in the pool ci, so it cannot keep its record; the environments are ci-1, ci-2\n"
            );
    }

    [Test]
    public void A_record_that_was_edited_by_hand_is_not_believed()
    {
        _platform.File("artifacts/pools/ci.json", PoolText.Write(new PoolRecord { Pool = "ci" }).Replace("0", "1"));
        Deploy("other")
            .ShouldEnd(1)
            .Error.ShouldContain(
                "The record of the pool ci cannot be read: artifacts/pools/ci.json was changed after it was written"
            );
    }

    [Test]
    public void What_means_nothing_without_a_pool_is_refused()
    {
        _platform
            .Run("--target=Drift", "--environment=ci-1", "--wait")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "--wait means nothing for Drift without --environment=pool:NAME; add that, or leave --wait out\n"
            );
        _platform
            .Run("--target=Readmit", "--environment=ci-1", "--reason=why not")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "ci-1 is not quarantined; there is nothing to do; ./build.sh --target=Leases shows what is\n"
            );
        _platform
            .Run("--target=Quarantine", "--environment=sandbox")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "no reason is given; add --reason=TEXT, which is kept with the record\nsandbox is in no pool; name one of ci-1 or ci-2\n"
            );
    }

    private ProgramResult Deploy(string component) =>
        _platform.Run("--target=Deploy", $"--component={component}", "--environment=pool:ci");

    private RunningProgram StartAndWait(int number = 1)
    {
        var run = _platform.Start("--target=Deploy", "--component=ingress", "--environment=pool:ci");
        Eventually.Holds(
            () => File.Exists(Started) && File.ReadAllLines(Started).Length >= number,
            "its smoke test runs"
        );
        return run;
    }
}

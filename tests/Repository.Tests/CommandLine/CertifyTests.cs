using System.Text.Json.Nodes;
using PathToProd.Facts.EvidenceRecords;

namespace Repository.Tests.CommandLine;

/// <summary>The target Certify in an environment that is a directory, from the command line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class CertifyTests : IDisposable
{
    private readonly CertifiedPlatform _bed = new();

    private ScratchPlatform Platform => _bed.Platform;

    public void Dispose() => _bed.Dispose();

    [Test]
    public void A_set_that_works_is_deployed_tested_and_recorded()
    {
        _bed.Build("base", "1.0.0").Build("ingress", "1.0.0", more: "requires: { base: ^1.0.0 }\n");
        var a = _bed.Pin("a", "base 1.0.0", "ingress 1.0.0");

        var result = _bed.Certify("a").ShouldSucceed();

        result.Said.ShouldStartWith(
            "base Deploy done <time> ingress Deploy done <time>",
            customMessage: "it is a deployment like any other"
        );
        result.Tables.ShouldContain(
            """
            a passed in ci-1, Kubernetes 1.31.2, in <time>: 2 tests passed.

            To a
              base  1.0.0  deployed
              ingress  1.0.0  deployed
              base/smoke  passed  <time>
              ingress/smoke  passed  <time>

            """
        );
        result.Error.ShouldBe("Bringing ci-1 to a\n");
        _bed.Recorded.ShouldBe(["state a passed"]);
        var evidence = _bed.Evidence.Entries[0];
        evidence.Set.ShouldBe(a.Digest);
        evidence.Members.ShouldBe(a.Members);
        evidence.From.ShouldBeNull();
        evidence.Environment.ShouldBe("ci-1");
        evidence.Kubernetes.ToString().ShouldBe("1.31.2");
        evidence.Provider.ShouldBe("sandbox");
        evidence
            .Tests.Select(test => (test.Name, test.IsBlocking, test.Outcome))
            .ShouldBe([("base/smoke", true, TestOutcome.Passed), ("ingress/smoke", true, TestOutcome.Passed)]);
        evidence.Tests[1].Covers.ShouldBe(["base", "ingress"]);
        Platform.Run("--target=Status", "--environment=ci-1").Said.ShouldContain("ingress ci-1 1.0.0");
    }

    [TestCase("groups", "pair")]
    [TestCase("monolithic", "all")]
    public void Where_components_are_deployed_as_one_a_set_is_certified_as_one(string model, string unit)
    {
        _bed.Build("base", "1.0.0").Build("web", "1.0.0").Build("base", "1.1.0");
        _bed.Pin("a", "base 1.0.0", "web 1.0.0");
        _bed.Pin("b", "base 1.1.0", "web 1.0.0");
        Platform
            .File("platform.yaml", "name: scratch\ndefault-environment: sandbox\ngroups: { pair: [base, web] }\n")
            .Environment(
                "ci-1",
                $"target: {{ directory: artifacts/ci-1 }}\nfor-tests: true\ndeployment-model: {model}\n"
            );

        _bed.Certify("a").ShouldSucceed();
        _bed.Certify("b", "--and-back").ShouldSucceed();

        _bed.Recorded.ShouldBe([
            "state a passed",
            "state b passed",
            "transition a -> b passed",
            "state a passed",
            "transition b -> a passed",
        ]);
        var history = Platform.Run("--target=History", "--environment=ci-1", "--output=json").ShouldSucceed();
        JsonNode.Parse(history.RawOutput)!["environments"]![0]!["units"]!
            .AsArray()
            .Select(one => $"{one!["unit"]} {one["set"]} {one["outcome"]}")
            .ShouldBe([$"{unit} a succeeded", $"{unit} b succeeded", $"{unit} a succeeded"]);
    }

    [Test]
    public void The_step_from_what_runs_there_is_recorded_and_what_the_set_has_not_is_removed()
    {
        _bed.Build("base", "1.0.0").Build("old", "1.0.0").Build("base", "1.1.0").Build("new", "1.0.0");
        _bed.Pin("a", "base 1.0.0", "old 1.0.0");
        _bed.Pin("b", "base 1.1.0", "new 1.0.0");
        _bed.Certify("a").ShouldSucceed();

        var result = _bed.Certify("b").ShouldSucceed();

        result.Tables.ShouldContain(
            """

            From a to b
              base  1.0.0 -> 1.1.0  deployed
              new  1.0.0  deployed
              old  1.0.0  removed
              base/smoke  passed  <time>
              new/smoke  passed  <time>

            """
        );
        _bed.Recorded.ShouldBe(["state a passed", "state b passed", "transition a -> b passed"]);
        Platform.Has("artifacts/ci-1/old").ShouldBeFalse();
        Platform.Has("artifacts/ci-1/new").ShouldBeTrue();
    }

    [Test]
    public void What_must_not_be_there_together_with_the_set_is_removed_before_it_is_deployed()
    {
        _bed.Build("old", "1.0.0").Build("new", "1.0.0", more: "conflicts: { old: \"*\" }\n");
        _bed.Pin("a", "old 1.0.0");
        _bed.Pin("b", "new 1.0.0");
        _bed.Certify("a").ShouldSucceed();

        _bed.Certify("b")
            .ShouldSucceed()
            .Tables.ShouldContain("From a to b\n  new  1.0.0  deployed\n  old  1.0.0  removed\n");

        _bed.Recorded.ShouldBe(["state a passed", "state b passed", "transition a -> b passed"]);
    }

    [Test]
    public void From_another_set_and_back_again_is_recorded_in_both_directions()
    {
        _bed.Build("base", "1.0.0").Build("base", "1.1.0");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 1.1.0");
        _bed.Certify("b").ShouldSucceed();

        _bed.Certify("b", "--from=a", "--and-back").ShouldSucceed();

        _bed.Recorded.ShouldBe([
            "state b passed",
            "state b passed",
            "transition a -> b passed",
            "state a passed",
            "transition b -> a passed",
        ]);
        Platform.Read("artifacts/ci-1/base/configmap-base.yaml").ShouldContain("version: 1.0.0");
    }

    [Test]
    public void A_set_to_start_from_that_fails_is_recorded_and_the_other_is_not_tested()
    {
        _bed.Build("base", "1.0.0", "echo base 1.0.0 does not start; exit 1").Build("base", "1.1.0");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 1.1.0");

        var result = _bed.Certify("b", "--from=a").ShouldEnd(1);

        result
            .Output[result.Output.IndexOf("b was not tested", StringComparison.Ordinal)..]
            .ShouldBe(
                """
                b was not tested in ci-1, Kubernetes 1.31.2: a, the set to start from, failed there after <time>.

                To a
                  base  1.0.0  deployed, and did not pass its smoke test

                  base 1.0.0
                    The smoke test tests/smoke.sh of base failed with exit code 1:
                      base 1.0.0 does not start
                    The log is artifacts/runs/<run>/base/Deploy.log.

                Logs      artifacts/runs/<run>
                Evidence  environments/version-sets/compatibility.jsonl: state sha256:<digest>

                Next:
                  ./build.sh --target=Resolve                                      proposes a set that avoids what failed
                  ./build.sh --target=Certify --set=b --from=a --environment=ci-1  tests it again, once the cause is fixed

                """
            );
        result.Error.ShouldBe("Bringing ci-1 to a\n");
        _bed.Recorded.ShouldBe([
            "state a failed: base 1.0.0 was not deployed: The smoke test tests/smoke.sh of base failed with exit code 1: base 1.0.0 does not start",
        ]);
        Platform.Read("artifacts/ci-1/base/configmap-base.yaml").ShouldContain("version: 1.0.0");
    }

    [Test]
    public void A_smoke_test_that_fails_fails_the_set_and_says_what_to_do_next()
    {
        _bed.Build("base", "1.0.0")
            .Build("ingress", "1.0.0", more: "requires: { base: ^1.0.0 }\n")
            .Build("dns", "1.0.0")
            .Build("top", "1.0.0", more: "requires: { ingress: ^1.0.0 }\n")
            .Build("dns", "2.0.0")
            .Build(
                "ingress",
                "1.1.0",
                CertifiedPlatform.FailsWith(("dns", "2.0.0")),
                "requires: { base: ^1.0.0, dns: \">=1\" }\n"
            );
        _bed.Pin("a", "base 1.0.0", "dns 1.0.0", "ingress 1.0.0", "top 1.0.0");
        _bed.Pin("b", "base 1.0.0", "dns 2.0.0", "ingress 1.1.0", "top 1.0.0");
        _bed.Certify("a").ShouldSucceed();

        var result = _bed.Certify("b").ShouldEnd(1);

        result.Tables.ShouldContain(
            """
            b failed in ci-1, Kubernetes 1.31.2, after <time>: the test ingress/smoke failed.

            From a to b
              base  1.0.0  unchanged
              dns  1.0.0 -> 2.0.0  deployed
              ingress  1.0.0 -> 1.1.0  deployed, and did not pass its smoke test
              top  1.0.0  not deployed: ingress failed
              base/smoke  passed  <time>
              dns/smoke  passed  <time>
              ingress/smoke  failed  <time>
              top/smoke  not run

              ingress/smoke
                The smoke test tests/smoke.sh of ingress failed with exit code 1:
                  dns 2.0.0 do not work together

            """
        );
        result.Tables.ShouldContain(
            """

            Next:
              ./build.sh --target=Bisect --good=a --bad=b --environment=ci-1  finds the smallest change that fails
              ./build.sh --target=Resolve  proposes a set that avoids what failed
              ./build.sh --target=Certify --set=b --environment=ci-1  tests it again, once the cause is fixed

            """
        );
        const string Why =
            "failed: ingress/smoke failed: The smoke test tests/smoke.sh of ingress failed with exit code 1: dns 2.0.0 do not work together";
        _bed.Recorded.ShouldBe(["state a passed", $"state b {Why}", $"transition a -> b {Why}"]);
    }

    [Test]
    public void A_component_that_did_not_change_may_be_the_one_that_fails()
    {
        _bed.Build("base", "1.0.0")
            .Build("dns", "1.0.0")
            .Build("dns", "2.0.0")
            .Build("ingress", "1.0.0", CertifiedPlatform.FailsWith(("dns", "2.0.0")));
        _bed.Pin("a", "dns 1.0.0", "ingress 1.0.0");
        _bed.Pin("b", "dns 2.0.0", "ingress 1.0.0");
        _bed.Certify("a").ShouldSucceed();

        _bed.Certify("b")
            .ShouldEnd(1)
            .Tables.ShouldContain(
                """

                From a to b
                  dns  1.0.0 -> 2.0.0  deployed
                  ingress  1.0.0  unchanged
                  dns/smoke  passed  <time>
                  ingress/smoke  failed  <time>

                """
            );
        _bed.Evidence.Entries[^1].Outcome.ShouldBe(EvidenceOutcome.Failed);
    }

    [Test]
    public void A_component_that_only_fails_on_the_way_is_deployed_again_and_fails_the_step_alone()
    {
        // Nothing but its name makes the new ingress come before the new zone, which it needs.
        _bed.Build("ingress", "1.0.0").Build("zone", "1.0.0").Build("zone", "2.0.0");
        Platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nconcurrency: 1\n");
        _bed.Build("ingress", "2.0.0", CertifiedPlatform.FailsWith(("zone", "1.0.0")));
        _bed.Pin("a", "ingress 1.0.0", "zone 1.0.0");
        _bed.Pin("b", "ingress 2.0.0", "zone 2.0.0");
        _bed.Certify("a").ShouldSucceed();

        var result = _bed.Certify("b").ShouldEnd(1);

        result.Said.ShouldContain(
            "b passed in ci-1, Kubernetes 1.31.2, in <time>: 2 tests passed. But the step from a to it failed. "
                + "From a to b ingress 1.0.0 -> 2.0.0 deployed zone 1.0.0 -> 2.0.0 deployed "
                + "ingress/smoke passed <time> zone/smoke passed <time> "
                + "At first ingress 2.0.0 was not deployed: The smoke test tests/smoke.sh of ingress failed with exit code 1: "
                + "zone 1.0.0 do not work together Once everything else was there, it was deployed again and passed. "
                + "The set works; the way to it does not."
        );
        _bed.Recorded.ShouldBe([
            "state a passed",
            "state b passed",
            "transition a -> b failed: ingress 2.0.0 was not deployed: The smoke test tests/smoke.sh of ingress failed with exit code 1: "
                + "zone 1.0.0 do not work together",
        ]);
    }

    [Test]
    public void All_tests_run_when_one_fails_and_one_that_informs_fails_nothing()
    {
        DeclareTests("exit 1", "informing fails\nexit 3");

        var result = _bed.Certify("a").ShouldEnd(1);

        result.Tables.ShouldContain(
            """
            a failed in ci-1, Kubernetes 1.31.2, after <time>: the test ingress/resolves failed.

            To a
              base  1.0.0  deployed
              ingress  1.0.0  deployed
              base/smoke  passed  <time>
              ingress/smoke  passed  <time>
              ingress/resolves  failed  <time>
              ingress/informs  failed  <time>  informs only
              platform/reaches  passed  <time>

            """
        );

        DeclareTests("true", "exit 3", "1.0.1");
        _bed.Certify("a1")
            .ShouldSucceed()
            .Said.ShouldContain(
                "a1 passed in ci-1, Kubernetes 1.31.2, in <time>: 4 tests passed, and 1 failed that only informs."
            );
        _bed.Evidence.Entries.Where(one => one.Kind == EvidenceKind.State)
            .Select(one => one.Outcome)
            .ShouldBe([EvidenceOutcome.Failed, EvidenceOutcome.Passed]);
    }

    [Test]
    public void Scripts_get_what_a_smoke_script_gets()
    {
        DeclareTests(
            "test $PATH_TO_PROD_ENVIRONMENT = ci-1 && test $PATH_TO_PROD_COMPONENT = ingress && test $PATH_TO_PROD_NAMESPACE = ingress "
                + "&& test -d $PATH_TO_PROD_TARGET_DIRECTORY && test -f component.yaml",
            "true"
        );
        _bed.Script(
            "platform/reaches.sh",
            "test -d $PATH_TO_PROD_TARGET_DIRECTORY/ingress && test -z \"$PATH_TO_PROD_COMPONENT\" && test -f platform.yaml"
        );

        _bed.Certify("a").ShouldSucceed();
    }

    [Test]
    public void A_test_that_takes_too_long_is_ended_and_failed()
    {
        DeclareTests("echo waiting; sleep 100", "true", timeout: "1s");

        _bed.Certify("a")
            .ShouldEnd(1)
            .Said.ShouldContain(
                "ingress/resolves The test tests/resolves.sh of ingress did not end within <time>, its timeout: waiting The log is"
            );
    }

    [Test]
    public void Secrets_that_a_test_prints_are_hidden_everywhere()
    {
        const string Secret = "correct-horse+battery/staple";
        Platform
            .RealTool("terraform")
            .Variable("PLATFORM_PASSWORD", Secret)
            .Environment(
                "ci-1",
                "target: { directory: artifacts/ci-1 }\nfor-tests: true\nsecrets: { password: { env: PLATFORM_PASSWORD } }\n"
            )
            .File("environments/ci-1/values/network.yaml", "password: ${secrets.password}\n")
            .Terraform(
                "network",
                "variable \"password\" {\n  type      = string\n  sensitive = true\n}\n",
                "tests: [{ name: says, script: tests/says.sh }]\n"
            );
        _bed.Script("components/network/tests/says.sh", "echo the password is $PLATFORM_PASSWORD; exit 1");
        Platform.Run("--target=Build", "--component=network").ShouldSucceed();
        _bed.Pin("a", "network 1.0.0");

        var result = _bed.Certify("a", "--verbosity=verbose").ShouldEnd(1);

        result.Said.ShouldContain("the password is ***");
        result.Raw.ShouldNotContain(Secret);
        _bed.Evidence.Entries[0].Error!.ShouldEndWith("the password is ***");
        var files = Directory.GetFiles(Platform.Root, "*", SearchOption.AllDirectories);
        files
            .Where(file =>
                !file.EndsWith(".tfstate", StringComparison.Ordinal) && File.ReadAllText(file).Contains(Secret)
            )
            .ShouldBeEmpty();
    }

    [Test]
    public void Evidence_is_signed_when_that_is_asked_for_and_then_counts_where_it_must_be()
    {
        Platform.RealTool("ssh-keygen");
        var key = Path.Combine(Platform.Home, "key");
        ExternalProgram.Run("/", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);

        Platform
            .File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nallowed-signers: signers\n")
            .File("signers", $"ann {File.ReadAllText($"{key}.pub")}")
            .Environment("ci-1", "target: { directory: artifacts/ci-1 }\nfor-tests: true\n");
        _bed.Build("base", "1.0.0").Build("base", "2.0.0", "exit 1");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 2.0.0");
        _bed.Certify("a", "--sign-with=nothing")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "--sign-with names nothing, and there is no such file; name the file of an SSH private key\n"
            );
        Platform.Has("artifacts/ci-1").ShouldBeFalse("a key that cannot sign is reported first");

        _bed.Certify("a").ShouldSucceed();
        _bed.Certify("b", $"--sign-with={key}").ShouldEnd(1);
        _bed.Evidence.Entries.Select(one => one.Signature is not null).ShouldBe([false, true, true]);

        Platform.Environment("ci-1", "target: { directory: artifacts/ci-1 }\nfor-tests: true\nsigned-only: true\n");
        var matrix = Platform.Run("--target=Matrix").ShouldSucceed().Said;
        matrix.ShouldContain("a unknown");
        matrix.ShouldContain("b failed");
        matrix.ShouldContain(
            "1 line of evidence does not count, because evidence of ci-1 must be signed by an allowed signer"
        );
    }

    [Test]
    public void For_programs_it_is_one_document()
    {
        _bed.Build("base", "1.0.0");
        var a = _bed.Pin("a", "base 1.0.0");

        var json = JsonNode.Parse(_bed.Certify("a", "--output=json").ShouldSucceed().RawOutput)!;

        json["outcome"]!.ToString().ShouldBe("passed");
        json["set"]!["digest"]!.ToString().ShouldBe(a.Digest.ToString());
        json["steps"]![0]!["tests"]![0]!["name"]!.ToString().ShouldBe("base/smoke");
        json["steps"]![0]!["evidence"]![0]!["digest"]!.ToString().ShouldBe(_bed.Evidence.Entries[0].Digest.ToString());
    }

    /// <summary>A base, an ingress with two tests of its own, and one test of the platform's.</summary>
    private void DeclareTests(string blocking, string informing, string version = "1.0.0", string timeout = "30s")
    {
        _bed.Build("base", "1.0.0")
            .Script("components/ingress/tests/resolves.sh", blocking)
            .Script("components/ingress/tests/informs.sh", informing)
            .Script("platform/reaches.sh", "true")
            .Build(
                "ingress",
                version,
                more: $$"""
                requires: { base: ^1.0.0 }
                tests:
                  - { name: resolves, script: tests/resolves.sh, timeout: {{timeout}} }
                  - { name: informs, script: tests/informs.sh, blocking: false }

                """
            );
        Platform.File(
            "platform.yaml",
            "name: scratch\ndefault-environment: sandbox\ntests:\n  - { name: reaches, script: platform/reaches.sh }\n"
        );
        _bed.Pin(version == "1.0.0" ? "a" : "a1", "base 1.0.0", $"ingress {version}");
    }
}

using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What a change would change in environments in which it is not tested, for those who review it.</summary>
[CancelAfter(120_000)]
public sealed class ValidatePlansTests
{
    private CertifiedPlatform _certified = null!;

    private ScratchPlatform Platform => _certified.Platform;

    private string Report => Path.Combine(Platform.Home, "change.json");

    [SetUp]
    public void SetUp()
    {
        _certified = new CertifiedPlatform().Build("ingress", "1.0.0");
        Platform
            .Environment("staging", "target: { directory: artifacts/staging }\nplan-changes: true\n")
            .Environment("prod", "target: { directory: artifacts/prod }\n");
        _certified.StartChange();
    }

    [TearDown]
    public void TearDown() => _certified.Dispose();

    [Test]
    public void Each_environment_that_wants_to_know_has_a_plan_and_nothing_is_touched_there()
    {
        Platform.Run("--target=Deploy", "--component=ingress", "--environment=staging").ShouldSucceed();
        Platform.File(
            "components/ingress/manifests/more.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: more, namespace: ingress }\n"
        );
        Change("1.1.0");

        var result = _certified.Validate($"--report={Report}").ShouldSucceed();

        Plans().ShouldBe(["ci-1: 1, 1, 0, 0", "staging: 1, 1, 0, 0"]);
        result.Output.ShouldContain(
            """
            Plans
              ci-1     1 to create and 1 to update
              staging  1 to create and 1 to update
            """
        );
        File.Exists(Path.Combine(Platform.Root, "artifacts/staging/ingress/configmap-more.yaml")).ShouldBeFalse();
        Platform.Read("environments/staging/ledger.jsonl").ShouldNotContain("1.1.0");
    }

    [Test]
    public void A_change_that_evidence_knows_is_still_planned_where_it_is_not_tested()
    {
        Change("1.1.0");
        _certified.Validate().ShouldSucceed();

        _certified.Validate($"--report={Report}").ShouldSucceed();

        Plans().ShouldBe(["staging: 1, 0, 0, 0"]);
    }

    [Test]
    public void What_cannot_be_planned_is_not_verified_and_fails_nothing()
    {
        Platform.Environment(
            "staging",
            "target: { cluster: { context: staging, kubeconfig: no-such-kubeconfig } }\nplan-changes: true\n"
        );
        Change("1.1.0");

        var result = _certified.Validate($"--report={Report}").ShouldSucceed();

        result.Output.ShouldContain(
            """
            Plans
              ci-1  1 to update

            Not verified
              what it would change in staging  environments/staging/environment.yaml(1,11): the kubeconfig <root>/no-such-kubeconfig does not exist; create it, set KUBECONFIG, or name another under target.cluster.kubeconfig
            """
        );
        Plans().ShouldBe(["ci-1: 0, 1, 0, 0"]);
    }

    [Test]
    public void What_does_not_pass_its_own_tests_is_planned_nowhere()
    {
        Platform.File("components/ingress/manifests/more.yaml", "apiVersion: v1\nkind: [\n");
        Change("1.1.0");

        _certified.Validate($"--report={Report}").ExitCode.ShouldNotBe(0);

        Plans().ShouldBeEmpty();
    }

    private string[] Plans() =>
        [
            .. JsonNode.Parse(File.ReadAllText(Report))!["report"]!["plans"]!
                .AsArray()
                .Select(plan =>
                    $"{plan!["environment"]}: {plan["create"]}, {plan["update"]}, {plan["delete"]}, {plan["unknown"]}"
                ),
        ];

    private void Change(string version)
    {
        Platform.Component("ingress", version, "smoke: { script: tests/smoke.sh, timeout: 30s }\n");
        _certified.Commit($"ingress {version}");
    }
}

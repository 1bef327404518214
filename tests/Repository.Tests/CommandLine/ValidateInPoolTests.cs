using PathToProd.Facts.Pools;

namespace Repository.Tests.CommandLine;

/// <summary>A change is validated in whichever environment of a pool is nearest to its base.</summary>
[CancelAfter(120_000)]
public sealed class ValidateInPoolTests
{
    private CertifiedPlatform _certified = null!;

    private ScratchPlatform Platform => _certified.Platform;

    private PoolRecord? Record =>
        Platform.Has("artifacts/pools/ci.json") ? PoolText.Read(Platform.Read("artifacts/pools/ci.json")) : null;

    [SetUp]
    public void SetUp()
    {
        _certified = new CertifiedPlatform();
        foreach (var name in (string[])["ci-1", "ci-2"])
        {
            Platform.Environment(name, $"target: {{ directory: artifacts/{name} }}\npool: ci\nfor-tests: true\n");
        }

        _certified.Build("dns", "1.0.0").Build("ingress", "1.0.0");
        _certified.StartChange();
    }

    [TearDown]
    public void TearDown() => _certified.Dispose();

    [Test]
    public void The_environment_that_has_the_set_of_the_base_is_leased()
    {
        Ingress("1.1.0");
        Validate("ci-2").ShouldSucceed();
        var there = Record!.Member("ci-2").Set!;
        there.Name.ShouldStartWith("change-");

        // The change is merged, so that its set is the base of the next one.
        _certified.Git("branch", "--force", "main", "change");
        Ingress("1.2.0");
        var same = there.Name.Replace("change-", "base-", StringComparison.Ordinal);
        Validate()
            .ShouldSucceed()
            .Said.ShouldContain(
                $"leased ci-2 of the pool ci (token 4): ci-2 has {there.Name}, which is the same as {same}; ci-1 has no whole set "
            );
    }

    [Test]
    public void What_evidence_shows_leases_nothing_and_waits_for_nobody()
    {
        Ingress("1.1.0");
        Validate().ShouldSucceed().Said.ShouldContain("leased ci-1 of the pool ci (token 2)");
        foreach (var name in (string[])["ci-1", "ci-2"])
        {
            Platform.Run("--target=Quarantine", $"--environment={name}", "--reason=nobody has it").ShouldSucceed();
        }

        var again = Validate().ShouldSucceed();

        again.Said.ShouldContain("not run again, as evidence shows it for the same artifacts");
        again.Said.ShouldNotContain("leased");
    }

    [Test]
    public void A_change_that_does_not_pass_its_own_tests_leases_nothing()
    {
        Platform.File("components/ingress/manifests/more.yaml", "apiVersion: v1\nkind: [\n");
        _certified.Commit("a mistake");

        Validate().ExitCode.ShouldNotBe(0);

        Record.ShouldBeNull();
    }

    [Test]
    public void What_drifted_in_an_unknown_environment_is_deployed_again_whatever_the_ledger_says()
    {
        Ingress("1.1.0");
        Validate("ci-1").ShouldSucceed();
        Platform.Run("--target=Quarantine", "--environment=ci-1", "--reason=why not").ShouldSucceed();
        Platform.Run("--target=Readmit", "--environment=ci-1", "--reason=it works").ShouldSucceed();
        Platform.Run("--target=Quarantine", "--environment=ci-2", "--reason=no one else").ShouldSucceed();
        Platform.File("artifacts/ci-1/dns/configmap-dns.yaml", "changed: by hand\n");
        Ingress("1.2.0");

        var result = Validate().ShouldSucceed();

        result.Said.ShouldContain(
            "ci-1 was compared with its ledger: dns is not as deployed, so all of it is deployed again."
        );
        result.Said.ShouldContain("certified, because nothing that holds the same was validated yet");
        Platform.Read("artifacts/ci-1/dns/configmap-dns.yaml").ShouldContain("kind: ConfigMap");
    }

    [Test]
    public void Two_environments_are_refused_as_one_is_enough() =>
        Validate("pool:ci*2")
            .ShouldOnlySay(
                2,
                "--environment=pool:ci*2 leases 2, and Validate needs one: what one shows counts in all of a pool; write --environment=pool:ci"
            );

    private ProgramResult Validate(string environment = "pool:ci") =>
        Platform.Run("--target=Validate", $"--environment={environment}", "--since=main");

    private void Ingress(string version)
    {
        _certified.Build("ingress", version);
        _certified.Commit($"ingress {version}");
    }
}

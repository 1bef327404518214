namespace Repository.Tests.CommandLine;

/// <summary>What is wrong as SARIF, for whatever target takes <c>--report</c>.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SarifTests : IDisposable
{
    private const string File = "reports/problems.sarif";

    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("ingress");

    public void Dispose() => _platform.Dispose();

    [TestCase("Check")]
    [TestCase("Test")]
    [TestCase("Deploy")]
    public void Problems_in_files_are_at_their_places_whatever_is_asked(string target)
    {
        _platform.Manifest("web", "manifest", more: "requirs: {}\n");

        var result = Run(target).ShouldEnd(2);

        var sarif = Sarif.Read(_platform.Read(File));
        sarif.Results.ShouldBe([.. result.Error.TrimEnd().Split('\n').Select(Expected)]);
        sarif.Results.Length.ShouldBe(2);
        ((int)sarif.Invocation["exitCode"]!).ShouldBe(2);
        ((bool)sarif.Invocation["executionSuccessful"]!).ShouldBeTrue();
    }

    [Test]
    public void A_policy_that_is_broken_is_a_rule_of_its_own()
    {
        _platform.Component("web", more: "policies: [labels]\n");

        Run("Test").ShouldEnd(1);

        var sarif = Sarif.Read(_platform.Read(File));
        sarif.Results.Length.ShouldBe(3);
        sarif
            .Results[0]
            .ShouldBe(
                "policy/labels components/web/component.yaml:: ConfigMap web/web has no label app.kubernetes.io/name (policy labels); add it under metadata.labels"
            );
        sarif.Seen(0).ShouldBe("artifacts/work/sandbox/web/rendered.yaml");
        sarif
            .Meaning("policy/labels")
            .ShouldBe("Everything but a custom resource definition carries the recommended labels.");
    }

    [Test]
    public void A_stage_that_fails_otherwise_is_at_its_component()
    {
        _platform
            .Component("web", more: "smoke: { script: tests/smoke.sh }\n")
            .Script("components/web/tests/smoke.sh", "echo no answer; exit 1");

        Run("Deploy").ShouldEnd(1);

        Sarif
            .Read(_platform.Read(File))
            .Results.ShouldHaveSingleItem()
            .ShouldStartWith("stage/deploy components/web/component.yaml:: ");
    }

    [Test]
    public void Where_all_is_right_it_says_that_nothing_is_wrong()
    {
        _platform.File(File, "old");

        Run("Check").ShouldSucceed();

        var sarif = Sarif.Read(_platform.Read(File));
        sarif.Results.ShouldBeEmpty();
        ((int)sarif.Invocation["exitCode"]!).ShouldBe(0);
    }

    [Test]
    public void What_could_not_be_looked_at_is_no_good_news()
    {
        _platform.File(
            "environments/sandbox/environment.yaml",
            "target: { directory: artifacts/sandbox }\nmissing-dependencies: refuse\n"
        );
        _platform.Component("web", more: "requires: { ingress: \">=1.0.0\" }\n");

        var result = _platform.Run("--target=Deploy", "--component=web", $"--report={File}").ShouldEnd(3);

        var invocation = Sarif.Read(_platform.Read(File)).Invocation;
        ((bool)invocation["executionSuccessful"]!).ShouldBeFalse();
        ((string?)invocation["toolExecutionNotifications"]![0]!["message"]!["text"]).ShouldBe(result.Error.TrimEnd());
    }

    [Test]
    public void Check_writes_nothing_else() =>
        _platform
            .Run("--target=Check", "--report=problems.xml")
            .ShouldOnlySay(2, "--report=problems.xml says no format that is known; end the name in .sarif");

    private ProgramResult Run(string target) =>
        _platform.Run([
            $"--target={target}",
            $"--report={File}",
            .. target == "Check" ? Array.Empty<string>() : ["--component=all"],
        ]);

    private static string Expected(string line)
    {
        var at = line.IndexOf('(', StringComparison.Ordinal);
        var end = line.IndexOf("): ", StringComparison.Ordinal);
        return $"file {line[..at]}:{line[(at + 1)..end].Replace(',', ':')} {line[(end + 3)..]}";
    }
}

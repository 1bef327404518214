namespace Repository.Tests.CommandLine;

/// <summary>Two checkouts on one machine that deploy to the same place, by whatever name.</summary>
[Platform(Exclude = "Win")]
public sealed class TwoCheckoutsTests
{
    private ScratchPlatform _first = null!;
    private ScratchPlatform _second = null!;

    private string Started => Path.Combine(_first.Home, "started");

    private string GoOn => Path.Combine(_first.Home, "go-on");

    [SetUp]
    public void SetUp()
    {
        var shared = Directory.CreateTempSubdirectory("path-to-prod-shared-").FullName;
        var link = shared + "-link";
        Directory.CreateSymbolicLink(link, shared);
        _first = Checkout("sandbox", shared, home: null);
        _second = Checkout("other-name", link, _first.Home);
    }

    [TearDown]
    public void TearDown()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Test]
    public void The_second_waits_for_the_first_and_names_it()
    {
        using var first = _first.Start("--target=Deploy", "--component=ingress", "--environment=sandbox");
        Eventually.Holds(() => File.Exists(Started) || first.HasExited, "the first deployment is at its smoke test");
        File.Delete(Started);
        using var second = _second.Start("--target=Deploy", "--component=ingress", "--environment=other-name");

        Eventually.Holds(
            () => second.OutputSoFar.Contains("waiting for ingress in other-name", StringComparison.Ordinal),
            "it waits"
        );
        second.OutputSoFar.ShouldContain($"pid {first.Id}");
        File.Exists(Started).ShouldBeFalse();

        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
        second.WaitForEnd().ShouldSucceed();
    }

    [Test]
    public void Another_component_does_not_wait()
    {
        using var first = _first.Start("--target=Deploy", "--component=ingress", "--environment=sandbox");
        Eventually.Holds(() => File.Exists(Started) || first.HasExited, "the first deployment is at its smoke test");

        _second.Run("--target=Deploy", "--component=rules", "--environment=other-name").ShouldSucceed();

        first.HasExited.ShouldBeFalse();
        File.WriteAllText(GoOn, "");
        first.WaitForEnd().ShouldSucceed();
    }

    private static ScratchPlatform Checkout(string environment, string target, string? home)
    {
        var platform = new ScratchPlatform()
            .Environment(environment, $"target: {{ directory: '{target}', reason: shared by two checkouts }}\n")
            .Component("ingress", more: "smoke:\n  timeout: 1m\n  script: tests/smoke.sh\n")
            .Component("rules");
        home ??= platform.Home;
        return platform.Script(
            "components/ingress/tests/smoke.sh",
            $"echo now >{home}/started\nwhile [ ! -e {home}/go-on ]; do sleep 0.05; done"
        );
    }
}

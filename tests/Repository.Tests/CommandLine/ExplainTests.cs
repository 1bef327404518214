using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What <c>--target=Explain</c> shows.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ExplainTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("web")
        .Environment("base", "{}\n")
        .Environment("sandbox", "extends: base\ntarget: { directory: artifacts/sandbox }\n")
        .File("environments/base/values/web.yaml", "replicas: 1\nhost: a.example\n")
        .File("environments/sandbox/values/web.yaml", "replicas: 2\n");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void It_shows_what_would_run_and_why_and_where_each_value_came_from()
    {
        _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
        _platform
            .File("components/web/README.md", "Read me\n")
            .File("environments/sandbox/values/web.yaml", "replicas: 3\n");

        var result = _platform.Run("--target=Explain", "--component=web", "--environment=sandbox").ShouldSucceed();

        result.Output.ShouldBe(
            """
            web 1.0.0
              Build would not run: the same content was built in run <run>
                added  file README.md
              Test would run: 2 inputs changed since it passed just now in run <run>
                added    file README.md
                changed  values sandbox replicas

              Deploy to sandbox would run: the values changed since 1.0.0 sha256:<digest> was deployed just now by run <run>
                changed  value replicas

            Its digest sha256:<digest> is made from 4 inputs:
              file README.md                sha256:<digest>
              file component.yaml           sha256:<digest>
              file manifests/settings.yaml  sha256:<digest>
              tasks                         sha256:<digest>

            Its values for sandbox:
              replicas  3            environments/sandbox/values/web.yaml(1,11), over environments/base/values/web.yaml(1,11)
              host      "a.example"  environments/base/values/web.yaml(2,7)

            """
        );
        result.ShouldTouchNothing();
    }

    [Test]
    public void It_says_where_each_pin_of_a_tool_came_from()
    {
        _platform.Chart("charted").File("tools.yaml", "helm:\n  accept: \">=3.7.0 <5.0.0\"\n");

        var output = _platform
            .Run("--target=Explain", "--component=charted", "--environment=sandbox")
            .ShouldSucceed()
            .Output;

        output.ShouldContain("\nIts tools:\n  helm  accept   >=3.7.0 <5.0.0  tools.yaml(2,3)\n  helm  version  ");
        output
            .Split('\n')
            .Single(line => line.StartsWith("  helm  version ", StringComparison.Ordinal))
            .ShouldEndWith("  Path to Prod");
        _platform.Run("--target=Explain", "--component=web").ShouldSucceed().Output.ShouldNotContain("Its tools:");
        _platform
            .Run("--target=Explain", "--component=charted", "--output=json")
            .ShouldSucceed()
            .Output.ShouldContain("\"from\": \"tools.yaml(2,3)\"");
    }

    [Test]
    public void After_a_deployment_nothing_would_run()
    {
        _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();

        var json = JsonNode.Parse(
            _platform.Run("--target=Explain", "--component=all", "--output=json").ShouldSucceed().Output
        )!;

        var web = json["components"]![0]!;
        web["component"]!.ToString().ShouldBe("web");
        web["stages"]!.AsArray().Select(stage => stage!["runs"]!.GetValue<bool>()).ShouldBe([false, false]);
        web["deployments"]!.AsArray().Select(stage => stage!["runs"]!.GetValue<bool>()).ShouldBe([false]);
        web["deployments"]![0]!["values"]![0]!["from"]!
            .ToString()
            .ShouldBe("environments/sandbox/values/web.yaml(1,11)");
    }

    [Test]
    public void It_needs_a_component() =>
        _platform
            .Run("--target=Explain")
            .ShouldOnlySay(2, "no component is named; add --component=NAME: one of web; or all");
}

using System.Text.Json.Nodes;
using PathToProd.Versions;

namespace Repository.Tests.CommandLine;

/// <summary>The targets that only show something: their whole text, and one JSON document for programs.</summary>
public sealed class ListTests
{
    private static readonly string[] Targets = ["Components", "Environments", "Status", "History", "Check"];

    private ScratchPlatform _platform = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform()
            .Terraform("base-k8s", more: "layer: cloud\nowner: platform\n")
            .File("components/base-k8s/terraform/kind/main.tf", "terraform {\n  backend \"local\" {}\n}\n")
            .Component("ingress", "1.4.0", "owner: networking\nrequires: { settings: \">=1.0.0 <2.0.0\" }\n")
            .Component("settings")
            .Environment("base", "description: common ground\nmissing-dependencies: deploy\n")
            .Environment("sandbox", "extends: base\ndescription: on paper\ntarget: { directory: artifacts/sandbox }\n")
            .Environment("local", "extends: base\nprovider: kind\ntarget: { cluster: { context: kind-platform } }\n");
        _platform.Run("--target=Deploy", "--component=ingress").ShouldSucceed();
    }

    [OneTimeTearDown]
    public void TearDown() => _platform.Dispose();

    [TestCaseSource(nameof(Targets))]
    public void A_list_as_text(string target) => Printed(target, []);

    [TestCaseSource(nameof(Targets))]
    public void A_list_as_JSON(string target) => JsonNode.Parse(Printed(target, ["--output=json"])).ShouldNotBeNull();

    [TestCase("Status")]
    [TestCase("History")]
    public void Only_one_component_and_environment(string target) =>
        Printed(target, ["--component=ingress", "--environment=sandbox"]);

    private string Printed(
        string target,
        string[] options,
        [System.Runtime.CompilerServices.CallerMemberName] string test = ""
    )
    {
        var result = _platform.Run([$"--target={target}", .. options]).ShouldSucceed();
        result.Error.ShouldBeEmpty();
        result.ShouldTouchNothing();
        Snapshot.Match(Stable(result.Output), $"{test}.{target}");
        return result.Output;
    }

    // Who and when differ from machine to machine, with them the width of columns, and the version from release to release.
    private static string Stable(string text)
    {
        text = text.Replace($"{Environment.UserName}@{Environment.MachineName}", "<who>", StringComparison.Ordinal)
            .Replace($"\"product\": \"{ProductVersion.Text}\"", "\"product\": <version>", StringComparison.Ordinal);
        return string.Join(
            '\n',
            text.Split('\n').Select(line => Column.Whitespace().Replace(Column.Time().Replace(line, "<when>"), "  "))
        );
    }
}

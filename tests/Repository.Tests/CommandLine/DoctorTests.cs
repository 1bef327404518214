using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What the program reports about tools, on a machine that has just those that a test gives it.</summary>
public sealed class DoctorTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() =>
        _platform = new ScratchPlatform()
            .File("tools.yaml", "")
            .Tool("terraform", "echo '{\"terraform_version\":\"1.11.4\"}'")
            .Tool("helm", "echo v3.18.6")
            .Tool("kubectl", "echo '{\"clientVersion\":{\"gitVersion\":\"v1.32.4-gke.100\"}}'")
            .Tool("dotnet", "echo 10.0.401")
            .Tool("git", "echo git version 2.39.5")
            .Tool("ssh-keygen", "echo it must not be asked; exit 1")
            .Tool("skopeo", "echo skopeo version 1.14.2")
            .Tool("npm", "echo 10.8.2")
            .Tool("docker", "echo Docker version 27.1.1, build 6312585")
            .Tool("kind", "echo kind v0.24.0 go1.22.6 linux/amd64");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void All_tools_are_there() => Tells(0);

    [Test]
    public void A_platform_pins_tools_of_its_own()
    {
        _platform.File(
            "tools.yaml",
            "helm: { accept: \">=3.18.0 <4.0.0\" }\njq: { needed-for: reports, accept: any, fix: install jq, sources: [path] }\n"
        );
        Tells(2);
    }

    [Test]
    public void A_tool_is_missing()
    {
        _platform.NoTool("terraform");
        Tells(2);
    }

    [Test]
    public void A_tool_is_too_old()
    {
        _platform.Tool("helm", "echo v2.17.0");
        Tells(2);
    }

    [Test]
    public void A_tool_does_not_say_its_version()
    {
        _platform.Tool("kubectl", "echo 'no such option' >&2; exit 64");
        Tells(2);
    }

    [Test]
    public void Two_tools_are_missing()
    {
        _platform.NoTool("terraform").NoTool("helm");
        Tells(2);
    }

    [Test]
    public void Tools_that_only_some_need_are_missing()
    {
        _platform.NoTool("docker").NoTool("kind").NoTool("npm").NoTool("skopeo").NoTool("ssh-keygen");
        Tells(0);
    }

    [Test]
    public void What_signs_is_missing_where_signatures_are_demanded()
    {
        _platform
            .NoTool("ssh-keygen")
            .Environment("prod", "target: { directory: artifacts/prod }\nsigned-only: true\n");
        Tells(2);
    }

    [Test]
    public void Tools_are_looked_at_whatever_is_wrong_with_the_manifests()
    {
        _platform.NoTool("ssh-keygen").Environment("prod", "target: nowhere\nsigned-only: true\n");

        Output(0).ShouldContain("\n--  ssh-keygen  any                   missing\n");
    }

    private void Tells(int exitCode, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        Snapshot.Match(Output(exitCode), $"{test}.text");
        var json = Output(exitCode, "--output=json");
        JsonNode.Parse(json)!["healthy"]!.GetValue<bool>().ShouldBe(exitCode == 0);
        Snapshot.Match(json, $"{test}.json");
    }

    private string Output(int exitCode, params string[] options)
    {
        var result = _platform.Run(["--target=Doctor", .. options]).ShouldEnd(exitCode);
        result.Error.ShouldBeEmpty();
        result
            .Touched.Where(path => path is not ("artifacts/" or "artifacts/tools/" or "artifacts/tools/versions.json"))
            .ShouldBeEmpty();
        return result.Output.Replace(RuntimeInformation.RuntimeIdentifier, "<runtime>", StringComparison.Ordinal);
    }
}

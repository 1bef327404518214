using Repository.Tests.CommandLine;

namespace Repository.Tests.Docs;

/// <summary>docs/extend.md: its files compile and do what it says, in a repository of one's own and in this one's layout.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(300_000)]
public sealed class ExtendGuideTests : IDisposable
{
    private const string Labels = "  labels: { acme.example/team: edge }\n";

    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("web", more: "policies: [team-label]\n")
        .File("global.json", SourceTree.Read("global.json"))
        .File("Directory.Build.props", SourceTree.Read("Directory.Build.props"));

    public ExtendGuideTests()
    {
        foreach (var name in (string[])["dotnet", "date"])
        {
            _platform.RealTool(name);
        }

        _platform
            .Variable("DOTNET_CLI_TELEMETRY_OPTOUT", "1")
            .Variable("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false")
            .Variable("DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK", "true")
            .Variable("MSBUILDDISABLENODEREUSE", "1")
            .Variable("UseSharedCompilation", "false")
            .Variable("DOTNET_NOLOGO", "1")
            .File("components/web/Web.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");
        var files = GuideFiles.Of("docs/extend.md");
        files.Count.ShouldBe(6);
        foreach (var (path, text) in files)
        {
            if (path.EndsWith(".sh", StringComparison.Ordinal))
            {
                ScriptFile.Write(Path.Combine(_platform.Root, path), text);
            }
            else
            {
                _platform.File(path, text);
            }
        }
    }

    public void Dispose() => _platform.Dispose();

    [TestCase("components/Directory.Build.props", TestName = "In_this_repository_s_layout")]
    [TestCase(
        "build/PathToProd.Host/Templates/NewPlatform/components/Directory.Build.props.template",
        TestName = "In_a_repository_of_one_s_own"
    )]
    public void The_platform_s_policies_and_tasks_are_those_of_its_components(string props)
    {
        _platform.File("components/Directory.Build.props", SourceTree.Read(props));

        var refused = _platform.Run("--target=Test", "--component=web").ShouldEnd(1);
        OnOneLine(refused.Output)
            .ShouldContain(
                "ConfigMap web/web has no label acme.example/team (policy team-label); add it under metadata.labels"
            );
        _platform.File(
            "components/web/manifests/settings.yaml",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  namespace: web\n{Labels}"
        );
        var deployed = _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
        deployed.Output.ShouldContain("announced: web");
        _platform.Run("--target=Test", "--component=web").ShouldSucceed().Output.ShouldContain("unchanged");

        _platform.File(
            "build/Policies.cs",
            _platform
                .Read("build/Policies.cs")
                .Replace("acme.example/team", "acme.example/crew", StringComparison.Ordinal)
        );
        OnOneLine(_platform.Run("--target=Test", "--component=web").ShouldEnd(1).Output)
            .ShouldContain("has no label acme.example/crew");
    }

    [Test]
    public void Code_that_does_not_compile_is_shown_and_only_to_those_that_need_it()
    {
        _platform.File("build/Policies.cs", "nonsense").Component("dns");

        var error = _platform.Run("--target=Check").ShouldEnd(1).Error;

        error.ShouldStartWith("The C# of the platform does not compile:\nbuild/Policies.cs(1,9): error CS1001");
        error.ShouldEndWith("Components with tasks of their own, and those with policies of the platform, need it.\n");
        File.Delete(Path.Combine(_platform.Root, "components/web/component.yaml"));
        Directory.Delete(Path.Combine(_platform.Root, "components/web"), recursive: true);
        _platform.Run("--target=Deploy", "--component=dns").ShouldSucceed();
    }

    [Test]
    public void A_policy_that_is_nowhere_is_refused()
    {
        _platform.Manifest("web", "manifests", more: "policies: [team-lable]\n");

        _platform
            .Run("--target=Check")
            .ShouldEnd(2)
            .Error.ShouldEndWith("there is no policy team-lable; did you mean team-label?\n");
    }

    [Test]
    public void A_gate_is_a_script_on_the_path()
    {
        _platform.Manifest("web", "manifests");

        _platform.Run("--target=Graph").ShouldSucceed().Output.ShouldContain("sandbox");
        _platform
            .Tool("gate", $"exec '{Path.Combine(_platform.Root, "checks/quota.sh")}' 2026.11.1 sandbox")
            .Program("gate")
            .ShouldSucceed();
    }

    private static string OnOneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

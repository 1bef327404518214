using Repository.Tests.CommandLine;

namespace Repository.Tests.NewPlatform;

/// <summary>Which version a new platform's launchers start.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class LauncherTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .RealTool("bash")
        .RealTool("rm")
        .RealTool("dotnet");

    private string Made => Path.Combine(_platform.Root, "acme");

    public LauncherTests()
    {
        _platform.Run("--target=NewPlatform", "--to=acme").ShouldSucceed();
        File.WriteAllText(
            Path.Combine(Made, "nuget.config"),
            "<configuration><packageSources><clear /></packageSources></configuration>"
        );
    }

    public void Dispose() => _platform.Dispose();

    [TestCase(
        """
            {
              "version": 1,
              "tools": {
                "csharpier": { "version": "1.2.1", "commands": ["csharpier"] },
                "pathtoprod.tool": {
                  "commands": ["path-to-prod"],
                  "version": "99.0.1"
                },
                "zeta": {
                  "version": "3.0.0"
                }
              }
            }
            """
    )]
    [TestCase("""{"version":1,"tools":{"pathtoprod.tool":{"version":"99.0.1"},"zeta":{"version":"3.0.0"}}}""")]
    [TestCase(
        "{\r\n  \"tools\": {\r\n    \"pathtoprod.tool\": {\r\n      \"version\": \"99.0.1\"\r\n    }\r\n  }\r\n}\r\n"
    )]
    public void The_version_is_that_of_the_tool_whatever_else_is_pinned(string manifest)
    {
        Pin(manifest);

        Launched().Error.ShouldStartWith("Restoring Path to Prod 99.0.1 (once)...\n");
    }

    [TestCase("")]
    [TestCase("""{ "version": 1, "tools": { "csharpier": { "version": "1.2.1" } } }""")]
    public void A_manifest_without_the_tool_is_reported_with_what_to_do(string manifest)
    {
        Pin(manifest);

        var end = Launched();

        end.ExitCode.ShouldBe(2);
        end.Error.ShouldBe(
            ".config/dotnet-tools.json pins no version of pathtoprod.tool. Restore the file from Git, or run: dotnet tool install PathToProd.Tool --create-manifest-if-needed\n"
        );
    }

    [TestCase("no")]
    [TestCase("null")]
    [TestCase("123")]
    [TestCase("0x1f")]
    public void A_name_that_yaml_takes_for_something_else_is_the_platforms_name(string name)
    {
        _platform.Run("--target=NewPlatform", $"--to={name}").ShouldSucceed();

        _platform
            .Run("-C", Path.Combine(_platform.Root, name), "--target=Check")
            .ShouldSucceed()
            .Output.ShouldBe("5 components and 4 environments: no problem found.\n");
    }

    [Test]
    public void The_next_commands_can_be_pasted_where_a_folder_has_a_space()
    {
        var folder = Path.Combine(_platform.Root, "my platforms", "acme");

        _platform
            .Run("--target=NewPlatform", $"--to={folder}")
            .ShouldSucceed()
            .RawOutput.ShouldContain($"\n  1. cd '{folder}'\n");
    }

    [Test]
    public void A_version_that_is_only_in_another_folder_of_packages_is_restored_and_not_taken_as_there()
    {
        Pin("""{"version":1,"tools":{"pathtoprod.tool":{"version":"99.0.1","commands":["path-to-prod"]}}}""");
        var elsewhere = Path.Combine(_platform.Root, "elsewhere.dll");
        File.WriteAllText(elsewhere, "");
        var remembered = Path.Combine(_platform.Home, ".dotnet", "toolResolverCache", "1", "pathtoprod.tool");
        Directory.CreateDirectory(Path.GetDirectoryName(remembered)!);
        File.WriteAllText(
            remembered,
            $$"""[{"Version":"99.0.1","TargetFramework":"net10.0","RuntimeIdentifier":"any","Name":"path-to-prod","Runner":"dotnet","PathToExecutable":"{{elsewhere}}"}]"""
        );

        var end = Launched();

        end.ExitCode.ShouldBe(2);
        end.Error.ShouldNotContain("was restored");
        end.Error.ShouldContain("99.0.1");
    }

    private void Pin(string manifest) =>
        File.WriteAllText(Path.Combine(Made, ".config", "dotnet-tools.json"), manifest);

    private ProgramResult Launched() =>
        _platform.Tool("launcher", $"exec bash '{Path.Combine(Made, "build.sh")}' --target=Status").Program("launcher");
}

using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What a stage reads without saying so, seen by the real strace.</summary>
[Platform("Linux")]
public sealed class InputCheckTests
{
    // It reads what a file of the component lists, so that it is compiled once.
    private const string Tasks = """
        namespace Greeter;

        [TaskName("Build")]
        public sealed class Build : BuildManifests;

        [TaskName("Test")]
        [IsDependentOn(typeof(Build))]
        public sealed class Test : ComponentTask
        {
            protected override void Execute(ComponentContext context)
            {
                var folder = context.Workspace.Component("greeter");
                foreach (var path in File.ReadAllLines(Path.Combine(folder, "reads.txt")))
                {
                    _ = File.ReadAllText(Path.Combine(folder, path));
                }
            }
        }

        """;

    private ScratchPlatform _platform = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform()
            .Component("greeter", more: "shared: [policies/labels.tpl]\n")
            .Component("plain")
            .File(".gitignore", "artifacts/\nlocal.yaml\n")
            .File("policies/labels.tpl", "labels")
            .File("other/file", "words")
            .File("components/greeter/local.yaml", "mine: true\n")
            .File("components/greeter/Greeter.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n")
            .File("components/greeter/Tasks.cs", Tasks)
            .Variable("DOTNET_CLI_TELEMETRY_OPTOUT", "1")
            .Variable("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false")
            .Variable("DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK", "true")
            .Variable("MSBUILDDISABLENODEREUSE", "1")
            .Variable("UseSharedCompilation", "false")
            .Variable("DOTNET_NOLOGO", "1");
        foreach (var file in (string[])["Directory.Build.props", "global.json", "components/Directory.Build.props"])
        {
            _platform.File(file, File.ReadAllText(SourceTree.PathOf(file)));
        }

        File.CreateSymbolicLink(Path.Combine(_platform.Bin, "dotnet"), MachineTool.DotNet);
        File.WriteAllText(Path.Combine(_platform.Home, ".greeterrc"), "mine");
        TestGit.Run(_platform.Root, "init", "--quiet");
    }

    [OneTimeTearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    [Order(1)]
    public void Without_strace_it_says_what_to_install() =>
        _platform
            .Run("--target=Build", "--component=plain", "--check-inputs")
            .ShouldOnlySay(
                2,
                "strace is not on the PATH, and --check-inputs needs it to see what stages read; "
                    + "install it: apt-get install strace, dnf install strace or apk add strace"
            );

    [Test]
    [Order(2)]
    public void Files_that_nothing_declares_are_reported_with_the_way_to_declare_them()
    {
        _platform.RealTool("strace");
        _platform.File(
            "components/greeter/reads.txt",
            "../../other/file\n../../other/file\n../../policies/labels.tpl\nlocal.yaml\nreads.txt\n../../../home/.greeterrc\n"
        );

        var result = _platform.Run("--target=Test", "--component=greeter", "--check-inputs").ShouldEnd(1);

        result.Output.ShouldBe(
            """

            greeter Test: <home>/.greeterrc was read once by path-to-prod; keep its content in components/greeter/; another machine may not have it
            greeter Test: components/greeter/local.yaml was read once by path-to-prod; commit it, or write it below artifacts/; another checkout does not have it
            greeter Test: other/file was read 2 times by path-to-prod; add other/file to shared in components/greeter/component.yaml

            3 reads are not declared. When such a file changes, these stages do not run again.

            """
        );
        result.Error.ShouldContain("Tested greeter 1.0.0");
    }

    [Test]
    [Order(3)]
    public void A_stage_that_reads_what_it_declares_is_clean_although_nothing_changed()
    {
        _platform.File("components/greeter/reads.txt", "../../policies/labels.tpl\nreads.txt\n");
        File.Delete(Path.Combine(_platform.Root, "components/greeter/local.yaml"));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var result = _platform
                .Run("--target=Test", "--component=greeter,plain", "--check-inputs", "--output=json")
                .ShouldSucceed();

            var report = JsonNode.Parse(result.Output)!;
            report["undeclared"]!.AsArray().ShouldBeEmpty(result.Output);
            report["files"]!.GetValue<int>().ShouldBeGreaterThan(2);
        }
    }

    [Test]
    [Order(4)]
    public void A_run_that_fails_still_fails_in_its_own_way()
    {
        _platform.File("components/greeter/reads.txt", "nowhere\n");

        var result = _platform.Run("--target=Test", "--component=greeter", "--check-inputs").ShouldEnd(1);

        result.Error.ShouldContain("Could not find file");
    }
}

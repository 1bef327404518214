using Repository.Tests.CommandLine;

namespace Repository.Tests.NewPlatform;

/// <summary>What NewPlatform makes, beside this repository's own platform, and what it refuses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class NewPlatformTests : IDisposable
{
    private readonly ScratchPlatform _platform = new();

    private string Made => Path.Combine(_platform.Root, "acme");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void The_reference_platform_is_what_a_new_platform_has_and_what_it_adds()
    {
        Make();

        string[] alone = ["components/example-controller/", "components/welcome/", "environments/prod/"];
        string[] changed = ["components/Directory.Build.props"];
        var given = Files(Made)
            .Where(file => file.StartsWith("components/") || file.StartsWith("environments/"))
            .Where(file => !alone.Any(folder => file.StartsWith(folder)) && !changed.Contains(file))
            .ToArray();
        given.Length.ShouldBeGreaterThan(60);
        foreach (var file in given)
        {
            SourceTree
                .Read(file)
                .Replace("../../build/schemas/", "../../.schemas/", StringComparison.Ordinal)
                .ShouldBe(System.IO.File.ReadAllText(Path.Combine(Made, file)), customMessage: file);
        }

        Directory
            .EnumerateDirectories(SourceTree.PathOf("components"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(component => !Directory.Exists(Path.Combine(Made, "components", component)))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["external-dns", "policy-agents"]);
    }

    [Test]
    public void All_of_it_is_right_and_every_type_of_component_is_there()
    {
        Make();
        _platform.Variable("PATH_TO_PROD_ROOT", Made);

        _platform
            .Run("--target=Check")
            .ShouldSucceed()
            .Output.ShouldBe("5 components and 4 environments: no problem found.\n");
        var types = _platform.Run("--target=Components").ShouldSucceed().Output;
        foreach (var type in (string[])["terraform", "helm", "manifests", "controller"])
        {
            types.ShouldContain($" {type} ");
        }
    }

    [Test]
    public void Launchers_are_short_and_start_the_pinned_version()
    {
        Make();

        foreach (var launcher in (string[])["build.sh", "build.ps1"])
        {
            System.IO.File.ReadAllLines(Path.Combine(Made, launcher)).Length.ShouldBeLessThan(60, launcher);
        }

        var version = _platform.Run("--version").ShouldSucceed().Output.Split(' ')[^1].Trim();
        System
            .IO.File.ReadAllText(Path.Combine(Made, ".config/dotnet-tools.json"))
            .ShouldContain($"\"version\": \"{version}\"");
    }

    [Test]
    public void A_launcher_whose_program_cannot_be_restored_says_so()
    {
        Make();
        foreach (var name in (string[])["bash", "rm", "dotnet"])
        {
            _platform.RealTool(name);
        }

        System.IO.File.WriteAllText(
            Path.Combine(Made, "nuget.config"),
            "<configuration><packageSources><clear /></packageSources></configuration>"
        );
        var end = _platform
            .Tool("launcher", $"exec bash '{Path.Combine(Made, "build.sh")}' --target=Status")
            .Program("launcher");

        end.ExitCode.ShouldBe(2);
        end.Error.ShouldEndWith(
            "could not be restored. Check the network and the package sources; then run this again.\n"
        );
        end.Error.ShouldStartWith("Restoring Path to Prod ");
    }

    [Test]
    public void An_empty_folder_is_filled_and_its_name_is_the_platforms()
    {
        Directory.CreateDirectory(Made);

        Make();

        System.IO.File.ReadAllText(Path.Combine(Made, "platform.yaml")).ShouldContain("\nname: \"acme\"\n");
    }

    [TestCase("", "nothing says where the new platform goes; add --to=FOLDER, such as --to=acme-platform")]
    [TestCase(
        "--to=environments",
        "environments: this holds something already, and nothing was written; name a new folder, or an empty one"
    )]
    [TestCase(
        "--to=platform.yaml --name=acme",
        "platform.yaml: this holds something already, and nothing was written; name a new folder, or an empty one"
    )]
    [TestCase(
        "--to=acme --name=Acme_Platform",
        "--name must be a name such as base-k8s, and \"Acme_Platform\" is not: 'A' is an upper-case letter; write lower-case letters, digits and dashes, such as acme-platform"
    )]
    [TestCase(
        "--to=Acme",
        "the platform's name, the folder's without --name, must be a name such as base-k8s, and \"Acme\" is not: 'A' is an upper-case letter; write lower-case letters, digits and dashes, such as acme"
    )]
    public void What_is_wrong_is_reported_and_nothing_is_written(string words, string message)
    {
        var before = Files(_platform.Root);

        _platform
            .Run(["--target=NewPlatform", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            .ShouldOnlySay(2, message);

        Files(_platform.Root).ShouldBe(before);
    }

    [Test]
    public void Pack_is_for_the_repository_of_the_program_alone() =>
        _platform
            .Run("--target=Pack")
            .ShouldOnlySay(
                2,
                "Pack makes the packages of Path to Prod itself, and this is not its repository.",
                "To publish a component's artifact: ./build.sh --target=Publish."
            );

    [Test]
    public void Machines_that_native_code_is_made_for_are_checked_before_anything_is_packed() =>
        ExternalProgram
            .End(
                SourceTree.Root,
                MachineTool.DotNet,
                SourceTree.Program,
                "--target=Pack",
                "--machines=linux-x64,linux-x86,win-arm"
            )
            .ShouldBe(
                new ProgramEnd(
                    2,
                    "",
                    """
                    --machines=linux-x86: no native code can be made for such a machine; write linux-x64, linux-arm64, osx-x64, osx-arm64, win-x64 or win-arm64
                    --machines=win-arm: no native code can be made for such a machine; write linux-x64, linux-arm64, osx-x64, osx-arm64, win-x64 or win-arm64

                    """
                )
            );

    private void Make() => _platform.Run("--target=NewPlatform", "--to=acme", "--output=json").ShouldSucceed();

    private static string[] Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file))
                .Order(StringComparer.Ordinal),
        ];
}

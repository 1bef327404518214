using System.Text.Json.Nodes;

namespace Repository.Tests.Launcher;

/// <summary><c>build.ps1</c> does what <c>build.sh</c> does. PowerShell is a .NET tool of this checkout.</summary>
internal sealed class PowerShellTests
{
    private const string Extra = "build/PathToProd.Host/Extra.cs";

    private LauncherCheckout _checkout = null!;
    private StandInDotnet _dotnet = null!;

    [SetUp]
    public void Copy()
    {
        _checkout = CompiledCheckout.Copy();
        File.Copy(SourceTree.PathOf("build.ps1"), _checkout.PathOf("build.ps1"));
        _dotnet = CompiledCheckout.StandIn();
    }

    [TearDown]
    public void Remove()
    {
        _checkout.Dispose();
        _dotnet.Dispose();
    }

    [Test]
    public void It_compiles_when_sources_changed_and_only_then()
    {
        foreach (var (text, compilations) in new[] { ("// 1", 1), ("// 1", 1), ("// 2", 2), ("// 1", 2) })
        {
            _checkout.Write(Extra, text);
            using var launch = Start().Ended();
            launch.ExitCode.ShouldBe(0, launch.Errors);
            launch.Output.ShouldStartWith($"hello\nroot {_checkout.Root}\nfolder {_checkout.Root}\n");
            _dotnet.Compilations.ShouldBe(compilations, text);
        }
    }

    [Test]
    public void Arguments_reach_the_program_exactly_as_given()
    {
        string[] arguments = ["two words", "", "--a='b'", "\"quoted\"", "$HOME `id` \\", "*", "-", "line\nbreak", "ü"];
        using var launch = Start(arguments).Ended();
        launch.Output.ShouldEndWith("<" + string.Join(">\n<", arguments) + ">\n");
    }

    [Test]
    public void A_value_after_a_colon_stays_whole_in_a_session_and_is_two_arguments_for_File()
    {
        using var session = PowerShell(
                _dotnet.Environment,
                "-Command",
                $"& '{_checkout.PathOf("build.ps1")}' --target:Deploy --component:a,b --force"
            )
            .Ended();
        session.Output.ShouldEndWith("<--target:Deploy>\n<--component:a,b>\n<--force>\n");

        using var file = Start("--target:Deploy", "--force").Ended();
        file.Output.ShouldEndWith("<--target>\n<Deploy>\n<--force>\n");
    }

    [Test]
    public void Without_dotnet_and_without_a_way_to_get_it_the_message_says_what_to_do_and_what_is_there_stays()
    {
        _checkout.Write("artifacts/dotnet-sdk/keep.txt", "kept");
        _checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");
        using var tools = new ToolFolder();
        using var launch = PowerShell(
                new Dictionary<string, string?>
                {
                    ["PATH"] = tools.Folder,
                    ["HOME"] = Path.Combine(tools.Folder, "home"),
                    ["DOTNET_ROOT"] = null,
                    ["PATH_TO_PROD_DOTNET_INSTALL"] = "http://127.0.0.1:1/dotnet-install.sh",
                },
                "-File",
                _checkout.PathOf("build.ps1")
            )
            .Ended();

        launch.ExitCode.ShouldBe(2);
        launch
            .Errors.Trim()
            .ShouldBe(
                $"""
                Installing the .NET SDK 10.0.401 into artifacts/dotnet-sdk (once)...
                The .NET SDK 10.0.401 is needed, but there is no dotnet in artifacts/dotnet-sdk, DOTNET_ROOT, the PATH or ~/.dotnet.
                Installing it did not work: Connection refused (127.0.0.1:1).
                Install it by hand (https://dotnet.microsoft.com/download) so that dotnet is on the PATH, or unpack its archive into
                {_checkout.PathOf("artifacts/dotnet-sdk")}. Then run this again.
                """
            );
        File.ReadAllText(_checkout.PathOf("artifacts/dotnet-sdk/keep.txt")).ShouldBe("kept");
    }

    [Test]
    public void Without_a_home_dotnet_keeps_its_own_below_artifacts()
    {
        using var tools = new ToolFolder();
        tools.Add(
            "dotnet",
            "#!/bin/bash\n[ $1 = --version ] || { echo \"error its home is $DOTNET_CLI_HOME\"; exit 1; }\n"
        );
        _checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");
        using var launch = PowerShell(
                new Dictionary<string, string?>
                {
                    ["PATH"] = $"{tools.Folder}:{Environment.GetEnvironmentVariable("PATH")}",
                    ["HOME"] = "",
                },
                "-File",
                _checkout.PathOf("build.ps1")
            )
            .Ended();
        launch.Errors.ShouldContain("its home is artifacts/dotnet-home\n");
    }

    [Test]
    public void A_host_that_was_started_last_stays_when_another_is_made()
    {
        foreach (var text in new[] { "// 1", "// 2", "// 1", "// 3", "// 1" })
        {
            _checkout.Write(Extra, text);
            using var launch = Start().Ended();
            launch.ExitCode.ShouldBe(0, launch.Errors);
        }

        _dotnet.Compilations.ShouldBe(3);
    }

    [Test]
    public void The_exit_code_is_the_programs()
    {
        using var launch = Start("--exit", "130").Ended();
        launch.ExitCode.ShouldBe(130, launch.Errors);
    }

    [Test]
    public void It_shows_how_far_it_is_and_a_compile_error_in_the_compilers_words()
    {
        using (var right = PowerShell(null, "-File", _checkout.PathOf("build.ps1")).Ended())
        {
            right.ExitCode.ShouldBe(0, right.Errors);
            right.Progress.ShouldBe(Launch.Compiling);
        }

        _checkout.Write("build/PathToProd.Host/Greeting.cs", "static class Greeting { public const string Text = 1; }");
        using var wrong = PowerShell(null, "-File", _checkout.PathOf("build.ps1")).Ended();
        wrong.ExitCode.ShouldBe(1);
        wrong.Output.ShouldBeEmpty("the host of before must not run instead");
        wrong
            .Errors.Trim()
            .ShouldBe(
                """
                Compiling the build program (first run, or its sources changed)...
                build/PathToProd.Host/Greeting.cs(1,52): error CS0029: Cannot implicitly convert type 'int' to 'string'
                The build program does not compile. The whole output: artifacts/host/build.log
                """
            );
    }

    [Test]
    public void In_a_session_a_list_is_one_argument_and_the_environment_stays_as_it_was()
    {
        using var launch = PowerShell(
                _dotnet.Environment,
                "-Command",
                $"& '{_checkout.PathOf("build.ps1")}' --component=a,b c,d; $LASTEXITCODE; Test-Path env:PATH_TO_PROD_ROOT; Test-Path env:DOTNET_ROOT"
            )
            .Ended();
        launch.Output.ShouldEndWith("<--component=a,b>\n<c,d>\n0\nFalse\nFalse\n");
    }

    [Test]
    public void Two_launchers_at_once_compile_once_and_both_start_the_program()
    {
        _dotnet.Hold();
        using var first = Start();
        _dotnet.AwaitCompilation();
        using var second = Start();
        AwaitWaiting(second);
        _dotnet.Release();

        first.Ended().ExitCode.ShouldBe(0, first.Errors);
        second.Ended().ExitCode.ShouldBe(0, second.Errors);
        second.Errors.Trim().ShouldBe("Waiting for another launcher, which compiles the build program...");
        _dotnet.Compilations.ShouldBe(1);
    }

    [Test]
    public void A_compiler_that_outlived_its_launcher_is_waited_for()
    {
        _dotnet.Hold();
        using var killed = Start();
        _dotnet.AwaitCompilation();
        Eventually.Holds(() => File.Exists(_checkout.PathOf("artifacts/host/compiler")), "the compiler's number");
        killed.Kill();
        using var next = Start();
        AwaitWaiting(next);
        _dotnet.Compilations.ShouldBe(1);
        _dotnet.Release();

        next.Ended().ExitCode.ShouldBe(0, next.Errors);
        _dotnet.Compilations.ShouldBe(2);
    }

    private static void AwaitWaiting(Launch launch) =>
        Eventually.Holds(
            () => launch.Errors.Contains("Waiting for another", StringComparison.Ordinal),
            "the waiting line"
        );

    private Launch Start(params string[] arguments) =>
        PowerShell(_dotnet.Environment, ["-File", _checkout.PathOf("build.ps1"), .. arguments]);

    private Launch PowerShell(IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        Launch.Start(
            StandInDotnet.RealDotnet,
            _checkout.Root,
            environment,
            [PowerShellFile(), "-NoProfile", .. arguments]
        );

    private static string PowerShellFile()
    {
        var tools = JsonNode.Parse(File.ReadAllText(SourceTree.PathOf(".config/dotnet-tools.json")))!;
        var version = tools["tools"]!["powershell"]!["version"]!.GetValue<string>();
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        // A tool that was restored once stays where that was, whatever the variable says since.
        return new[] { Environment.GetEnvironmentVariable("NUGET_PACKAGES"), home }
                .OfType<string>()
                .Select(packages =>
                    Path.Combine(
                        packages,
                        "powershell",
                        version,
                        "tools/net10.0/any",
                        OperatingSystem.IsWindows() ? "win" : "unix",
                        "pwsh.dll"
                    )
                )
                .FirstOrDefault(File.Exists)
            ?? throw new AssertionException("PowerShell is not there. Run tests/prepare.sh, or dotnet tool restore.");
    }
}

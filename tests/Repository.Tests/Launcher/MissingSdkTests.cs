namespace Repository.Tests.Launcher;

internal sealed class MissingSdkTests
{
    private LauncherCheckout checkout = null!;
    private StandInDotnet dotnet = null!;
    private ToolFolder tools = null!;
    private Dictionary<string, string?> environment = null!;

    [SetUp]
    public void Copy()
    {
        checkout = CompiledCheckout.Copy();
        dotnet = CompiledCheckout.StandIn();
        tools = new ToolFolder("flock");
        environment = new() { ["PATH"] = tools.Folder, ["HOME"] = Path.Combine(tools.Folder, "home") };
    }

    [TearDown]
    public void Remove()
    {
        checkout.Dispose();
        dotnet.Dispose();
        tools.Dispose();
    }

    [Test]
    public void Without_dotnet_and_without_a_way_to_get_it_the_message_says_what_to_do()
    {
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        Snapshot.Match(launch.Errors.Replace(checkout.Root, "<root>"));
    }

    [TestCase("/no-such-home")]
    [TestCase("")]
    [TestCase(null)]
    public void Without_a_home_dotnet_keeps_its_own_below_artifacts(string? home)
    {
        environment["HOME"] = home;
        tools.Add("dotnet", "#!/bin/bash\n[ $1 = --version ] || { echo \"its home is $DOTNET_CLI_HOME\"; exit 1; }\n");
        checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");

        using var launch = Run();
        launch.Errors.ShouldContain($"its home is {checkout.Root}/artifacts/dotnet-home");
    }

    [Test]
    public void When_the_install_script_cannot_be_loaded_the_message_says_why()
    {
        tools.Add("curl", "#!/bin/bash\necho 'curl: (6) Could not resolve host: example' >&2\nexit 6\n");
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldContain("Installing it did not work: curl: (6) Could not resolve host: example.");
    }

    [Test]
    public void When_the_install_script_fails_the_message_names_its_log()
    {
        tools.Add("curl", "#!/bin/bash\necho 'echo No such version; exit 1' >\"${!#}\"\n");
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldContain("see artifacts/host/install.log");
        File.ReadAllText(checkout.PathOf("artifacts/host/install.log")).ShouldBe("No such version\n");
        Directory.Exists(checkout.PathOf("artifacts/dotnet-sdk")).ShouldBeFalse();
    }

    [Test]
    public void A_missing_sdk_is_installed_below_artifacts_and_found_there_from_then_on()
    {
        // What the script makes: a folder with dotnet in it.
        tools.Add(
            "curl",
            $"""
            #!/bin/bash
            cat >"$PWD/artifacts/host/dotnet-install.sh" <<'END'
            [ "$1 $2 $3 $5" = "--jsonfile global.json --install-dir --no-path" ] || exit 1
            mkdir -p "$4" && cp '{dotnet.Executable}' "$4/dotnet"
            END
            """
        );

        using var first = Run();
        first.ExitCode.ShouldBe(0, first.Errors);
        first.Output.ShouldStartWith("hello\n");
        first.Errors.Trim().ShouldBe("Installing the .NET SDK 10.0.401 into artifacts/dotnet-sdk (once)...");
        using var second = Run();
        second.ExitCode.ShouldBe(0, second.Errors);
        second.Errors.Trim().ShouldBeEmpty();
        dotnet.Calls.Count(call => call.StartsWith("run ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public void Dotnet_is_found_in_artifacts_before_all_else()
    {
        environment["PATH"] =
            $"{tools.Folder}:{Path.GetDirectoryName(Environment.ProcessPath)}:{Environment.GetEnvironmentVariable("PATH")}";
        Directory.CreateSymbolicLink(checkout.PathOf("artifacts/dotnet-sdk"), dotnet.BinFolder);
        using var launch = Run();
        launch.ExitCode.ShouldBe(0, launch.Errors);
        dotnet.Calls.Length.ShouldBe(1);
    }

    [Test]
    public void Dotnet_is_found_by_DOTNET_ROOT()
    {
        environment["DOTNET_ROOT"] = dotnet.BinFolder;
        using var launch = Run();
        launch.ExitCode.ShouldBe(0, launch.Errors);
        dotnet.Calls.Length.ShouldBe(1);
    }

    [Test]
    public void Dotnet_whose_sdks_do_not_suit_global_json_gives_way_to_one_that_does()
    {
        using var unsuited = CompiledCheckout.StandIn();
        unsuited.HaveNoSdk();
        environment["PATH"] = $"{unsuited.BinFolder}:{tools.Folder}";
        Directory.CreateDirectory(environment["HOME"]!);
        Directory.CreateSymbolicLink(Path.Combine(environment["HOME"]!, ".dotnet"), dotnet.BinFolder);
        checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");

        for (var run = 1; run <= 2; run++)
        {
            using var launch = Run();
            launch.ExitCode.ShouldBe(0, launch.Errors);
        }

        unsuited.Calls.ShouldBe(["--version"]);
        dotnet.Compilations.ShouldBe(1);
        dotnet.Calls.Count(call => call.StartsWith("run ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public void When_no_sdk_suits_global_json_the_message_names_those_that_were_asked()
    {
        dotnet.HaveNoSdk();
        environment["PATH"] = $"{dotnet.BinFolder}:{tools.Folder}";
        checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldContain($"no SDK that global.json accepts belongs to {dotnet.Executable}.");
    }

    private Launch Run() => Launch.Start(checkout.PathOf("build.sh"), checkout.Root, environment).Ended();
}

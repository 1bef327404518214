namespace Repository.Tests.Launcher;

internal sealed class MissingSdkTests
{
    private LauncherCheckout _checkout = null!;
    private StandInDotnet _dotnet = null!;
    private ToolFolder _tools = null!;
    private Dictionary<string, string?> _environment = null!;

    [SetUp]
    public void Copy()
    {
        _checkout = CompiledCheckout.Copy();
        _dotnet = CompiledCheckout.StandIn();
        _tools = new ToolFolder("flock");
        _environment = new() { ["PATH"] = _tools.Folder, ["HOME"] = Path.Combine(_tools.Folder, "home") };
    }

    [TearDown]
    public void Remove()
    {
        _checkout.Dispose();
        _dotnet.Dispose();
        _tools.Dispose();
    }

    [Test]
    public void Without_dotnet_and_without_a_way_to_get_it_the_message_says_what_to_do()
    {
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        Snapshot.Match(launch.Errors.Replace(_checkout.Root, "<root>"));
    }

    [TestCase("/no-such-home")]
    [TestCase("")]
    [TestCase(null)]
    public void Without_a_home_dotnet_keeps_its_own_below_artifacts(string? home)
    {
        _environment["HOME"] = home;
        _tools.Add("dotnet", "#!/bin/bash\n[ $1 = --version ] || { echo \"its home is $DOTNET_CLI_HOME\"; exit 1; }\n");
        _checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");

        using var launch = Run();
        launch.Errors.ShouldContain($"its home is {_checkout.Root}/artifacts/dotnet-home");
    }

    [Test]
    public void When_the_install_script_cannot_be_loaded_the_message_says_why()
    {
        _tools.Add("curl", "#!/bin/bash\necho 'curl: (6) Could not resolve host: example' >&2\nexit 6\n");
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldContain("Installing it did not work: curl: (6) Could not resolve host: example.");
    }

    [Test]
    public void When_the_install_script_fails_the_message_names_its_log()
    {
        _tools.Add("curl", "#!/bin/bash\necho 'echo No such version; exit 1' >\"${!#}\"\n");
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldContain("see artifacts/host/install.log");
        File.ReadAllText(_checkout.PathOf("artifacts/host/install.log")).ShouldBe("No such version\n");
        Directory.Exists(_checkout.PathOf("artifacts/dotnet-sdk")).ShouldBeFalse();
    }

    [Test]
    public void A_missing_sdk_is_installed_below_artifacts_and_found_there_from_then_on()
    {
        // What the script makes: a folder with dotnet in it.
        _tools.Add(
            "curl",
            $"""
            #!/bin/bash
            cat >"$PWD/artifacts/host/dotnet-install.sh" <<'END'
            [ "$1 $2 $3 $5" = "--jsonfile global.json --install-dir --no-path" ] || exit 1
            mkdir -p "$4" && cp '{_dotnet.Executable}' "$4/dotnet"
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
        _dotnet.Calls.Count(call => call.StartsWith("run ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public void Dotnet_is_found_in_artifacts_before_all_else()
    {
        _environment["PATH"] =
            $"{_tools.Folder}:{Path.GetDirectoryName(Environment.ProcessPath)}:{Environment.GetEnvironmentVariable("PATH")}";
        Directory.CreateSymbolicLink(_checkout.PathOf("artifacts/dotnet-sdk"), _dotnet.BinFolder);
        using var launch = Run();
        launch.ExitCode.ShouldBe(0, launch.Errors);
        _dotnet.Calls.Length.ShouldBe(1);
    }

    [Test]
    public void Dotnet_is_found_by_DOTNET_ROOT()
    {
        _environment["DOTNET_ROOT"] = _dotnet.BinFolder;
        using var launch = Run();
        launch.ExitCode.ShouldBe(0, launch.Errors);
        _dotnet.Calls.Length.ShouldBe(1);
    }

    [Test]
    public void Dotnet_whose_sdks_do_not_suit_global_json_gives_way_to_one_that_does()
    {
        using var unsuited = CompiledCheckout.StandIn();
        unsuited.HaveNoSdk();
        _environment["PATH"] = $"{unsuited.BinFolder}:{_tools.Folder}";
        Directory.CreateDirectory(_environment["HOME"]!);
        Directory.CreateSymbolicLink(Path.Combine(_environment["HOME"]!, ".dotnet"), _dotnet.BinFolder);
        _checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");

        for (var run = 1; run <= 2; run++)
        {
            using var launch = Run();
            launch.ExitCode.ShouldBe(0, launch.Errors);
        }

        unsuited.Calls.ShouldBe(["--version"]);
        _dotnet.Compilations.ShouldBe(1);
        _dotnet.Calls.Count(call => call.StartsWith("run ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public void When_no_sdk_suits_global_json_the_message_names_those_that_were_asked()
    {
        _dotnet.HaveNoSdk();
        _environment["PATH"] = $"{_dotnet.BinFolder}:{_tools.Folder}";
        _checkout.Write("build/PathToProd.Host/Extra.cs", "// Changed.");
        using var launch = Run();
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldContain($"no SDK that global.json accepts belongs to {_dotnet.Executable}.");
    }

    private Launch Run() => Launch.Start(_checkout.PathOf("build.sh"), _checkout.Root, _environment).Ended();
}

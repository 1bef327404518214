namespace Repository.Tests.Launcher;

internal sealed class StartTests
{
    private readonly LauncherCheckout _checkout = CompiledCheckout.Copy();

    [OneTimeTearDown]
    public void Remove() => _checkout.Dispose();

    [Test]
    public void The_first_run_compiles_shows_how_far_it_is_and_starts_the_program()
    {
        var first = CompiledCheckout.FirstLaunch;
        first.ExitCode.ShouldBe(0);
        first.Output.ShouldStartWith("hello\n");
        first.Output.ShouldEndWith("<--target=Components>\n");
        first.Progress.ShouldBe(Launch.Compiling);
    }

    [Test]
    public void Arguments_reach_the_program_exactly_as_given()
    {
        string[] arguments = ["two words", "", "--a='b'", "\"quoted\"", "$HOME `id` \\", "*", "-", "line\nbreak", "ü"];
        using var launch = Launch.Run(_checkout, null, arguments);
        launch.Output.ShouldEndWith("<" + string.Join(">\n<", arguments) + ">\n");
        launch.Errors.Trim().ShouldBeEmpty();
    }

    [Test]
    public void The_exit_code_is_the_programs()
    {
        using var launch = Launch.Run(_checkout, null, "--exit", "130");
        launch.ExitCode.ShouldBe(130);
    }

    [Test]
    public void The_root_is_the_launchers_folder_and_the_working_folder_stays_the_callers()
    {
        using var launch = Launch.Start(_checkout.PathOf("build.sh"), "/usr/bin", environment: null).Ended();
        launch.Output.ShouldContain($"root {_checkout.Root}\n");
        launch.Output.ShouldContain("folder /usr/bin\n");
    }

    [Test]
    public void A_chain_of_links_to_the_launcher_leads_to_the_checkout()
    {
        var folder = Directory.CreateTempSubdirectory("links to-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "first"), _checkout.PathOf("build.sh"));
            File.CreateSymbolicLink(Path.Combine(folder, "second"), "first");
            using var launch = Launch.Start(Path.Combine(folder, "second"), "/", environment: null).Ended();
            launch.Output.ShouldContain($"root {_checkout.Root}\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void In_the_normal_case_the_only_processes_are_one_find_and_the_program()
    {
        using var dotnet = CompiledCheckout.StandIn();
        using (Launch.Run(_checkout, dotnet)) { }

        // A PATH on which there is nothing else.
        File.CreateSymbolicLink(Path.Combine(dotnet.BinFolder, "find"), "/usr/bin/find");
        File.CreateSymbolicLink(Path.Combine(dotnet.BinFolder, "bash"), "/bin/bash");
        using var launch = Launch
            .Start(
                _checkout.PathOf("build.sh"),
                _checkout.Root,
                new Dictionary<string, string?> { ["PATH"] = dotnet.BinFolder }
            )
            .Ended();

        launch.Errors.Trim().ShouldBeEmpty();
        launch.ExitCode.ShouldBe(0);
        dotnet.Calls.ShouldAllBe(call => call.StartsWith("run ", StringComparison.Ordinal));
    }
}

namespace Repository.Tests.Launcher;

internal sealed class TwoAtOnceTests
{
    private const string Extra = "build/PathToProd.Host/Extra.cs";

    private LauncherCheckout checkout = null!;
    private StandInDotnet dotnet = null!;

    [SetUp]
    public void Copy()
    {
        checkout = CompiledCheckout.Copy();
        checkout.Write(Extra, "// Changed.");
        dotnet = CompiledCheckout.StandIn();
        dotnet.Hold();
    }

    [TearDown]
    public void Remove()
    {
        checkout.Dispose();
        dotnet.Dispose();
    }

    [TestCase("flock")]
    [TestCase("perl")]
    public void Two_launchers_at_once_compile_once_and_both_start_the_program(string locker)
    {
        using var tools = new ToolFolder(locker);
        dotnet.Environment["PATH"] = $"{dotnet.BinFolder}:{tools.Folder}";
        using var first = Launch.Start(checkout, dotnet);
        dotnet.AwaitCompilation();
        using var second = Launch.Start(checkout, dotnet);
        AwaitWaiting(second);
        dotnet.Release();

        first.Ended().ExitCode.ShouldBe(0, first.Errors);
        second.Ended().ExitCode.ShouldBe(0, second.Errors);
        second.Output.ShouldStartWith("hello\n");
        second.Errors.ShouldMatch(
            @"^Waiting for another launcher \(process \d+\), which compiles the build program\.\.\.\n*$"
        );
        dotnet.Compilations.ShouldBe(1);
    }

    [Test]
    public void After_kill_9_of_launcher_and_compiler_the_next_launcher_compiles_again()
    {
        checkout.Write("artifacts/dotnet/obj/PathToProd.Host/release/path-to-prod.dll", "Half a file");
        using var killed = Launch.Start(checkout, dotnet);
        dotnet.AwaitCompilation();
        killed.Kill();
        dotnet.KillCompiler();
        dotnet.Release();

        using var next = Launch.Run(checkout, dotnet);

        next.ExitCode.ShouldBe(0, next.Errors);
        next.Output.ShouldStartWith("hello\n");
        dotnet.Compilations.ShouldBe(2);
        Directory.Exists(checkout.PathOf("artifacts/dotnet/obj/PathToProd.Host/release")).ShouldBeFalse();
    }

    [Test]
    public void A_compiler_that_outlived_its_launcher_is_waited_for()
    {
        using var killed = Launch.Start(checkout, dotnet);
        dotnet.AwaitCompilation();
        killed.Kill();
        using var next = Launch.Start(checkout, dotnet);
        AwaitWaiting(next);
        dotnet.Compilations.ShouldBe(1);
        dotnet.Release();

        next.Ended().ExitCode.ShouldBe(0, next.Errors);
        dotnet.Compilations.ShouldBe(2);
        checkout.Hosts().ShouldAllBe(host => !host.EndsWith(".new", StringComparison.Ordinal));
    }

    [Test]
    public void A_running_program_is_not_disturbed_by_a_build()
    {
        var running = checkout.CurrentHost();
        dotnet.Release();
        using var launch = Launch.Run(checkout, dotnet);
        launch.ExitCode.ShouldBe(0, launch.Errors);
        checkout.CurrentHost().ShouldNotBe(running);
        checkout.Hosts().ShouldContain(running);
    }

    private static void AwaitWaiting(Launch launch) =>
        Eventually.Holds(
            () => launch.Errors.Contains("Waiting for another", StringComparison.Ordinal),
            "the waiting line"
        );
}

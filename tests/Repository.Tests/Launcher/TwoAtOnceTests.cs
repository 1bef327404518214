namespace Repository.Tests.Launcher;

internal sealed class TwoAtOnceTests
{
    private const string Extra = "build/PathToProd.Host/Extra.cs";

    private LauncherCheckout _checkout = null!;
    private StandInDotnet _dotnet = null!;

    [SetUp]
    public void Copy()
    {
        _checkout = CompiledCheckout.Copy();
        _checkout.Write(Extra, "// Changed.");
        _dotnet = CompiledCheckout.StandIn();
        _dotnet.Hold();
    }

    [TearDown]
    public void Remove()
    {
        _checkout.Dispose();
        _dotnet.Dispose();
    }

    [TestCase("flock")]
    [TestCase("perl")]
    public void Two_launchers_at_once_compile_once_and_both_start_the_program(string locker)
    {
        using var tools = new ToolFolder(locker);
        _dotnet.Environment["PATH"] = $"{_dotnet.BinFolder}:{tools.Folder}";
        using var first = Launch.Start(_checkout, _dotnet);
        _dotnet.AwaitCompilation();
        using var second = Launch.Start(_checkout, _dotnet);
        AwaitWaiting(second);
        _dotnet.Release();

        first.Ended().ExitCode.ShouldBe(0, first.Errors);
        second.Ended().ExitCode.ShouldBe(0, second.Errors);
        second.Output.ShouldStartWith("hello\n");
        second.Errors.ShouldMatch(
            @"^Waiting for another launcher \(process \d+\), which compiles the build program\.\.\.\n*$"
        );
        _dotnet.Compilations.ShouldBe(1);
    }

    [Test]
    public void After_kill_9_of_launcher_and_compiler_the_next_launcher_compiles_again()
    {
        _checkout.Write("artifacts/dotnet/obj/PathToProd.Host/release/path-to-prod.dll", "Half a file");
        using var killed = Launch.Start(_checkout, _dotnet);
        _dotnet.AwaitCompilation();
        killed.Kill();
        _dotnet.KillCompiler();
        _dotnet.Release();

        using var next = Launch.Run(_checkout, _dotnet);

        next.ExitCode.ShouldBe(0, next.Errors);
        next.Output.ShouldStartWith("hello\n");
        _dotnet.Compilations.ShouldBe(2);
        Directory.Exists(_checkout.PathOf("artifacts/dotnet/obj/PathToProd.Host/release")).ShouldBeFalse();
    }

    [Test]
    public void A_compiler_that_outlived_its_launcher_is_waited_for()
    {
        using var killed = Launch.Start(_checkout, _dotnet);
        _dotnet.AwaitCompilation();
        killed.Kill();
        using var next = Launch.Start(_checkout, _dotnet);
        AwaitWaiting(next);
        _dotnet.Compilations.ShouldBe(1);
        _dotnet.Release();

        next.Ended().ExitCode.ShouldBe(0, next.Errors);
        _dotnet.Compilations.ShouldBe(2);
        _checkout.Hosts().ShouldAllBe(host => !host.EndsWith(".new", StringComparison.Ordinal));
    }

    [Test]
    public void A_running_program_is_not_disturbed_by_a_build()
    {
        var running = _checkout.CurrentHost();
        _dotnet.Release();
        using var launch = Launch.Run(_checkout, _dotnet);
        launch.ExitCode.ShouldBe(0, launch.Errors);
        _checkout.CurrentHost().ShouldNotBe(running);
        _checkout.Hosts().ShouldContain(running);
    }

    private static void AwaitWaiting(Launch launch) =>
        Eventually.Holds(
            () => launch.Errors.Contains("Waiting for another", StringComparison.Ordinal),
            "the waiting line"
        );
}

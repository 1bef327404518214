using System.Reflection.PortableExecutable;

namespace Repository.Tests.Launcher;

/// <summary>With the real compiler, and what the launcher does when it fails.</summary>
internal sealed class CompileTests
{
    private const string Greeting = "build/PathToProd.Host/Greeting.cs";

    private LauncherCheckout _checkout = null!;

    [SetUp]
    public void Copy() => _checkout = CompiledCheckout.Copy();

    [TearDown]
    public void Remove() => _checkout.Dispose();

    [Test]
    public void A_compile_error_is_shown_in_the_compilers_words_and_the_fixed_program_runs()
    {
        _checkout.Write(Greeting, "static class Greeting { public const string Text = 1; }");
        using (var broken = Launch.Run(_checkout))
        {
            broken.ExitCode.ShouldBe(1);
            broken.Output.ShouldBeEmpty("the host of before must not run instead");
            Snapshot.Match(broken.Errors);
            File.ReadAllText(_checkout.PathOf("artifacts/host/build.log")).ShouldContain("error CS0029");
        }

        _checkout.Write(Greeting, "static class Greeting { public const string Text = \"fixed\"; }");
        using var next = Launch.Run(_checkout);
        next.ExitCode.ShouldBe(0);
        next.Output.ShouldStartWith("fixed\n");
    }

    [Test]
    public void The_real_hosts_targets_make_native_code()
    {
        const string Targets = "build/PathToProd.Host/ReadyToRun.targets";
        _checkout.Write(Targets, File.ReadAllText(SourceTree.PathOf(Targets)));
        const string Project = "build/PathToProd.Host/PathToProd.Host.csproj";
        var project = File.ReadAllText(_checkout.PathOf(Project));
        _checkout.Write(Project, project.Replace("</Project>", "<Import Project=\"ReadyToRun.targets\" /></Project>"));

        var native = new Dictionary<string, string?> { ["PATH_TO_PROD_READY_TO_RUN"] = null };
        using var launch = Launch.Start(_checkout.PathOf("build.sh"), _checkout.Root, native).Ended();

        launch.ExitCode.ShouldBe(0, launch.Errors);
        launch.Output.ShouldStartWith("hello\n");
        launch.Progress.ShouldBe(Launch.Compiling);
        using var host = File.OpenRead(_checkout.PathOf($"artifacts/host/{_checkout.CurrentHost()}/path-to-prod.dll"));
        using var image = new PEReader(host);
        image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size.ShouldBeGreaterThan(0);
    }

    [Test]
    public void Without_the_native_compiler_the_program_is_still_compiled()
    {
        using var dotnet = CompiledCheckout.StandIn();
        dotnet.Environment["PATH_TO_PROD_READY_TO_RUN"] = null;
        dotnet.FailWith(
            "/x/h.csproj : error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2.linux-x64.",
            true
        );
        _checkout.Write(Greeting, "// Changed.");

        using var launch = Launch.Run(_checkout, dotnet);

        launch.ExitCode.ShouldBe(0);
        launch.Output.ShouldStartWith("hello\n");
        dotnet.Compilations.ShouldBe(2);
        Snapshot.Match(launch.Errors);
    }

    [Test]
    public void A_failure_without_an_error_line_shows_the_end_of_the_output()
    {
        using var dotnet = CompiledCheckout.StandIn();
        dotnet.FailWith("Segmentation fault\n");
        _checkout.Write(Greeting, "// Changed.");
        using var launch = Launch.Run(_checkout, dotnet);
        launch.ExitCode.ShouldBe(1);
        launch.Errors.ShouldContain("Segmentation fault\nThe build program does not compile.");
    }

    [Test]
    public void An_error_is_tried_again_at_the_next_run()
    {
        using var dotnet = CompiledCheckout.StandIn();
        dotnet.FailWith("error NU1403: Package content hash validation failed.");
        _checkout.Write(Greeting, "// Changed.");
        for (var run = 1; run <= 2; run++)
        {
            using var failed = Launch.Run(_checkout, dotnet);
            failed.ExitCode.ShouldBe(1);
            dotnet.Compilations.ShouldBe(run);
        }

        dotnet.FailWith(null);
        using var launch = Launch.Run(_checkout, dotnet);
        launch.ExitCode.ShouldBe(0);
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_reported()
    {
        Directory.Delete(_checkout.PathOf("artifacts"), recursive: true);
        _checkout.Write("artifacts", "A file in the place of the folder.");
        using var launch = Launch.Run(_checkout);
        launch.ExitCode.ShouldBe(2);
        launch.Errors.ShouldStartWith($"Cannot write to {_checkout.Root}/artifacts/host, where");
    }
}

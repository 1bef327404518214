namespace Repository.Tests.Launcher;

/// <summary>When the program is compiled again, and when not.</summary>
internal sealed class ChangeTests
{
    private const string Extra = "build/PathToProd.Host/Extra.cs";

    private LauncherCheckout checkout = null!;
    private StandInDotnet dotnet = null!;

    [SetUp]
    public void Copy()
    {
        checkout = CompiledCheckout.Copy();
        dotnet = CompiledCheckout.StandIn();
    }

    [TearDown]
    public void Remove()
    {
        checkout.Dispose();
        dotnet.Dispose();
    }

    [Test]
    public void A_copied_checkout_is_not_compiled_again()
    {
        CompilationsOfARun().ShouldBe(0);
        CompilationsOfARun().ShouldBe(0);
    }

    [Test]
    public void A_changed_source_is_noticed_once()
    {
        CompilationsOfARun().ShouldBe(0);
        checkout.Write(Extra, "// Changed.");
        CompilationsOfARun().ShouldBe(1);
        CompilationsOfARun().ShouldBe(0);
    }

    [TestCase("build/PathToProd/New.cs")]
    [TestCase("build/PathToProd.Host/new.template")]
    [TestCase("Directory.Packages.props")]
    [TestCase("nuget.config")]
    public void A_new_file_is_noticed(string path)
    {
        CompilationsOfARun().ShouldBe(0);
        checkout.Write(path, "<configuration/>");
        CompilationsOfARun().ShouldBe(1);
    }

    [TestCase(Extra)]
    [TestCase("Directory.Build.props")]
    public void A_deleted_file_is_noticed(string path)
    {
        CompilationsOfARun().ShouldBe(0);
        File.Delete(checkout.PathOf(path));
        CompilationsOfARun().ShouldBe(1);
    }

    [Test]
    public void A_renamed_file_is_noticed()
    {
        CompilationsOfARun().ShouldBe(0);
        File.Move(checkout.PathOf(Extra), checkout.PathOf(Extra + ".off"));
        CompilationsOfARun().ShouldBe(1);
    }

    [Test]
    public void A_file_replaced_by_one_with_an_older_time_is_noticed()
    {
        CompilationsOfARun().ShouldBe(0);
        checkout.Write(Extra, "// From a backup.");
        File.SetLastWriteTimeUtc(checkout.PathOf(Extra), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        CompilationsOfARun().ShouldBe(1);
    }

    [Test]
    public void A_touched_file_of_the_same_content_is_not_a_change()
    {
        CompilationsOfARun().ShouldBe(0);
        File.SetLastWriteTimeUtc(checkout.PathOf(Extra), DateTime.UtcNow.AddDays(1));
        CompilationsOfARun().ShouldBe(0);
    }

    [TestCase("build/README.md")]
    [TestCase("build/.Program.cs.swp")]
    [TestCase("build/Program.cs~")]
    [TestCase("build/schemas/component.json")]
    [TestCase("components/ingress/Tasks.cs")]
    public void What_the_program_is_not_compiled_from_is_not_a_change(string path)
    {
        CompilationsOfARun().ShouldBe(0);
        checkout.Write(path, "text");
        CompilationsOfARun().ShouldBe(0);
    }

    [Test]
    public void Sources_that_changed_before_a_careless_copy_are_noticed_in_it()
    {
        CompilationsOfARun().ShouldBe(0);
        checkout.Write(Extra, "// Changed.");
        ExternalProgram.Run("/", "cp", "-r", checkout.Root, checkout.Root + " too");

        // All times are new, and what was compiled looks newer than what was changed.
        File.SetLastWriteTimeUtc(checkout.Root + " too/artifacts/host/current", DateTime.UtcNow.AddHours(1));
        using var launch = Launch.Start(checkout.Root + " too/build.sh", "/", dotnet.Environment).Ended();
        launch.ExitCode.ShouldBe(0);
        dotnet.Compilations.ShouldBe(1);
    }

    [Test]
    public void A_source_edited_while_it_is_compiled_is_compiled_again_at_once()
    {
        checkout.Write(Extra, "// First.");
        dotnet.Hold();
        using var launch = Launch.Start(checkout, dotnet);
        dotnet.AwaitCompilation();
        checkout.Write(Extra, "// Second.");
        dotnet.Release();
        launch.Ended().ExitCode.ShouldBe(0);
        dotnet.Compilations.ShouldBe(2);

        checkout.Write(Extra, "// First.");
        CompilationsOfARun().ShouldBe(1, "what was compiled while it was edited must not pass for the first text");
    }

    [Test]
    public void Going_back_to_the_sources_of_before_starts_the_host_of_before()
    {
        var before = checkout.CurrentHost();
        var text = File.ReadAllText(checkout.PathOf(Extra));
        checkout.Write(Extra, "// Another branch.");
        CompilationsOfARun().ShouldBe(1);
        checkout.Write(Extra, text);
        CompilationsOfARun().ShouldBe(0);
        checkout.CurrentHost().ShouldBe(before);
    }

    [Test]
    public void Only_the_host_and_the_one_before_it_are_kept()
    {
        for (var change = 0; change < 3; change++)
        {
            checkout.Write(Extra, $"// {change}");
            CompilationsOfARun().ShouldBe(1);
        }

        checkout.Hosts().Length.ShouldBe(2);
        checkout.Hosts().ShouldContain(checkout.CurrentHost());
    }

    [Test]
    public void A_removed_host_is_compiled_again()
    {
        Directory.Delete(checkout.PathOf("artifacts/host/" + checkout.CurrentHost()), recursive: true);
        CompilationsOfARun().ShouldBe(1);
    }

    private int CompilationsOfARun()
    {
        var before = dotnet.Compilations;
        using var launch = Launch.Run(checkout, dotnet);
        launch.ExitCode.ShouldBe(0, launch.Errors);
        launch.Output.ShouldStartWith("hello\n");
        return dotnet.Compilations - before;
    }
}

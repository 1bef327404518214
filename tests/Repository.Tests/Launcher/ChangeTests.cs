namespace Repository.Tests.Launcher;

/// <summary>When the program is compiled again, and when not.</summary>
internal sealed class ChangeTests
{
    private const string Extra = "build/PathToProd.Host/Extra.cs";

    private LauncherCheckout _checkout = null!;
    private StandInDotnet _dotnet = null!;

    [SetUp]
    public void Copy()
    {
        _checkout = CompiledCheckout.Copy();
        _dotnet = CompiledCheckout.StandIn();
    }

    [TearDown]
    public void Remove()
    {
        _checkout.Dispose();
        _dotnet.Dispose();
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
        _checkout.Write(Extra, "// Changed.");
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
        _checkout.Write(path, "<configuration/>");
        CompilationsOfARun().ShouldBe(1);
    }

    [TestCase(Extra)]
    [TestCase("Directory.Build.props")]
    public void A_deleted_file_is_noticed(string path)
    {
        CompilationsOfARun().ShouldBe(0);
        File.Delete(_checkout.PathOf(path));
        CompilationsOfARun().ShouldBe(1);
    }

    [Test]
    public void A_renamed_file_is_noticed()
    {
        CompilationsOfARun().ShouldBe(0);
        File.Move(_checkout.PathOf(Extra), _checkout.PathOf(Extra + ".off"));
        CompilationsOfARun().ShouldBe(1);
    }

    [Test]
    public void A_file_replaced_by_one_with_an_older_time_is_noticed()
    {
        CompilationsOfARun().ShouldBe(0);
        _checkout.Write(Extra, "// From a backup.");
        File.SetLastWriteTimeUtc(_checkout.PathOf(Extra), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        CompilationsOfARun().ShouldBe(1);
    }

    [Test]
    public void A_touched_file_of_the_same_content_is_not_a_change()
    {
        CompilationsOfARun().ShouldBe(0);
        File.SetLastWriteTimeUtc(_checkout.PathOf(Extra), DateTime.UtcNow.AddDays(1));
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
        _checkout.Write(path, "text");
        CompilationsOfARun().ShouldBe(0);
    }

    [Test]
    public void Sources_that_changed_before_a_careless_copy_are_noticed_in_it()
    {
        CompilationsOfARun().ShouldBe(0);
        _checkout.Write(Extra, "// Changed.");
        ExternalProgram.Run("/", "cp", "-r", _checkout.Root, _checkout.Root + " too");

        // All times are new, and what was compiled looks newer than what was changed.
        File.SetLastWriteTimeUtc(_checkout.Root + " too/artifacts/host/current", DateTime.UtcNow.AddHours(1));
        using var launch = Launch.Start(_checkout.Root + " too/build.sh", "/", _dotnet.Environment).Ended();
        launch.ExitCode.ShouldBe(0);
        _dotnet.Compilations.ShouldBe(1);
    }

    [Test]
    public void A_source_edited_while_it_is_compiled_is_compiled_again_at_once()
    {
        _checkout.Write(Extra, "// First.");
        _dotnet.Hold();
        using var launch = Launch.Start(_checkout, _dotnet);
        _dotnet.AwaitCompilation();
        _checkout.Write(Extra, "// Second.");
        _dotnet.Release();
        launch.Ended().ExitCode.ShouldBe(0);
        _dotnet.Compilations.ShouldBe(2);

        _checkout.Write(Extra, "// First.");
        CompilationsOfARun().ShouldBe(1, "what was compiled while it was edited must not pass for the first text");
    }

    [Test]
    public void Going_back_to_the_sources_of_before_starts_the_host_of_before()
    {
        var before = _checkout.CurrentHost();
        var text = File.ReadAllText(_checkout.PathOf(Extra));
        _checkout.Write(Extra, "// Another branch.");
        CompilationsOfARun().ShouldBe(1);
        _checkout.Write(Extra, text);
        CompilationsOfARun().ShouldBe(0);
        _checkout.CurrentHost().ShouldBe(before);
    }

    [Test]
    public void Only_the_host_and_the_one_before_it_are_kept()
    {
        for (var change = 0; change < 3; change++)
        {
            _checkout.Write(Extra, $"// {change}");
            CompilationsOfARun().ShouldBe(1);
        }

        _checkout.Hosts().Length.ShouldBe(2);
        _checkout.Hosts().ShouldContain(_checkout.CurrentHost());
    }

    [Test]
    public void A_removed_host_is_compiled_again()
    {
        Directory.Delete(_checkout.PathOf("artifacts/host/" + _checkout.CurrentHost()), recursive: true);
        CompilationsOfARun().ShouldBe(1);
    }

    private int CompilationsOfARun()
    {
        var before = _dotnet.Compilations;
        using var launch = Launch.Run(_checkout, _dotnet);
        launch.ExitCode.ShouldBe(0, launch.Errors);
        launch.Output.ShouldStartWith("hello\n");
        return _dotnet.Compilations - before;
    }
}

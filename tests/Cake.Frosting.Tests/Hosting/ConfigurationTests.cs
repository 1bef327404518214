using Cake.Core;
using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Hosting;

/// <summary>They change the directory and the environment of the process, so they never run beside others.</summary>
[NonParallelizable]
internal sealed class ConfigurationTests
{
    private const string Variable = "CAKE_SAMPLE_KEY";

    private readonly string _before = Environment.CurrentDirectory;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void Restore()
    {
        Environment.CurrentDirectory = _before;
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Dispose();
    }

    [Test]
    public void A_setting_of_the_program_is_a_default()
    {
        Setting().ShouldBe("program");
    }

    [Test]
    public void An_environment_variable_overrides_the_program()
    {
        Environment.SetEnvironmentVariable(Variable, "environment");
        Setting().ShouldBe("environment");
    }

    [Test]
    public void The_configuration_file_in_the_working_directory_overrides_the_environment()
    {
        Environment.SetEnvironmentVariable(Variable, "environment");
        File.WriteAllText(_folder["cake.config"], "[Sample]\nKey=file\n");
        Setting().ShouldBe("file");
    }

    [Test]
    public void The_command_line_overrides_everything()
    {
        Environment.SetEnvironmentVariable(Variable, "environment");
        File.WriteAllText(_folder["cake.config"], "[Sample]\nKey=file\n");
        Setting("--sample_key=line").ShouldBe("line");
    }

    [Test]
    public void Verbosity_can_be_a_setting()
    {
        var host = new HostFixture().With<Tell>();
        host.Host.UseCakeSetting("Settings_Verbosity", "diagnostic");
        host.Run("--target=Tell").ShouldBe(0);
        host.Journal.Text.ShouldContain("Diagnostic");
    }

    [Test]
    public void The_last_value_of_a_key_wins()
    {
        var host = new HostFixture().With<Tell>();
        host.Host.UseCakeSetting("Sample_Key", "one").UseCakeSetting("SAMPLE_KEY", "two").SetToolPath("elsewhere");
        host.Run("--target=Tell").ShouldBe(0);
        host.Journal.Text.ShouldBe($"two elsewhere Normal {Environment.CurrentDirectory}");
    }

    [Test]
    public void The_working_directory_of_the_program_is_set_for_the_process_before_the_context_is_made()
    {
        var host = new HostFixture().With<Tell>();
        host.Host.UseWorkingDirectory(_folder.Path).UseContext<PlaceContext>();
        host.Run("--target=Tell").ShouldBe(0);
        Environment.CurrentDirectory.ShouldBe(_folder.Path);
        PlaceContext.Place.ShouldBe(_folder.Path);
    }

    [Test]
    public void The_command_line_overrides_the_working_directory()
    {
        Directory.CreateDirectory(_folder["inner"]);
        Environment.CurrentDirectory = _folder.Path;
        var host = new HostFixture().With<Tell>();
        host.Host.UseWorkingDirectory("/nowhere");
        host.Run("--target=Tell", "--working=inner").ShouldBe(0);
        Environment.CurrentDirectory.ShouldBe(_folder["inner"]);
    }

    [TestCase("--target=Tell")]
    [TestCase("--tree")]
    public void A_working_directory_that_does_not_exist_fails_the_run(params string[] args)
    {
        var host = new HostFixture().With<Tell>();
        host.Run([.. args, "-w", _folder["missing"]]).ShouldBe(1);
        host.Errors.ShouldBe($"Error: The working directory '{_folder["missing"]}' does not exist.\n");
    }

    [Test]
    public void Without_any_the_current_directory_stays()
    {
        var host = new HostFixture().With<Tell>();
        host.Run("--target=Tell").ShouldBe(0);
        Environment.CurrentDirectory.ShouldBe(_before);
    }

    private string Setting(params string[] args)
    {
        var host = new HostFixture().With<Tell>();
        host.Host.UseCakeSetting("Sample_Key", "program");
        host.Run(["--target=Tell", "--working", _folder.Path, .. args]).ShouldBe(0);
        return host.Journal.Text.Split(' ')[0];
    }

    private sealed class Tell(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            journal.Add(
                $"{context.Configuration.GetValue("Sample_Key")} {context.Configuration.GetValue("Paths_Tools")} "
                    + $"{context.Log.Verbosity} {context.Environment.WorkingDirectory.FullPath}"
            );
    }

    private sealed class PlaceContext : FrostingContext
    {
        public PlaceContext(ICakeContext context)
            : base(context)
        {
            Place = System.Environment.CurrentDirectory;
        }

        public static string? Place { get; private set; }
    }
}

using Cake.Core;
using Cake.Frosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Tests.CommandLine;

internal sealed class CommandLineTests
{
    [Test]
    public void Default_runs_when_no_target_is_named()
    {
        var host = new HostFixture().With<Default>().With<Other>();
        host.Run().ShouldBe(0);
        host.Journal.Text.ShouldBe("Default");
    }

    [TestCase("--target", "OTHER")]
    [TestCase("--target=other")]
    [TestCase("--Target=other")]
    [TestCase("-t", "Other")]
    public void A_target_is_named_without_regard_to_case(params string[] args)
    {
        var host = new HostFixture().With<Default>().With<Other>();
        host.Run(args).ShouldBe(0);
        host.Journal.Text.ShouldBe("Other");
    }

    [Test]
    public void TARGET_in_capitals_is_an_argument_and_Default_runs()
    {
        var host = new HostFixture().With<Default>().With<Other>();
        host.Run("--TARGET=Other").ShouldBe(0);
        host.Journal.Text.ShouldBe("Default");
    }

    [Test]
    public void An_unknown_target_is_reported_by_name()
    {
        var host = new HostFixture().With<Default>();
        host.Run("--target=Nowhere").ShouldBe(1);
        host.Errors.ShouldBe("Error: The target 'Nowhere' was not found.\n");
    }

    [Test]
    public void Unknown_targets_are_reported_together()
    {
        var host = new HostFixture().With<Default>();
        host.Run("-t", "Here", "-t", "There").ShouldBe(1);
        host.Errors.ShouldBe("Error: The targets 'Here', 'There' were not found.\n");
    }

    [Test]
    public void A_list_with_commas_is_one_target()
    {
        var host = new HostFixture().With<Default>();
        host.Run("--target=Default,Other").ShouldBe(1);
        host.Errors.ShouldBe("Error: The target 'Default,Other' was not found.\n");
    }

    [TestCase("stray")]
    [TestCase("--verbosity=loud")]
    [TestCase("--k=value")]
    [TestCase("--foo=")]
    [TestCase("--target")]
    public void A_wrong_command_line_ends_with_255_and_runs_nothing(params string[] args)
    {
        var host = new HostFixture().With<Default>();
        (host.Run(args) & 0xFF).ShouldBe(255);
        host.Journal.Text.ShouldBeEmpty();
    }

    [Test]
    public void Unknown_options_become_arguments()
    {
        var host = new HostFixture().With<TellArguments>();
        host.Run("--target=TellArguments", "--foo=bar", "--foo=baz", "--flag", "-x", "1").ShouldBe(0);
        host.Journal.Text.ShouldBe("FLAG=[] FOO=[bar,baz] TARGET=[TellArguments] X=[1]");
    }

    /// <summary>The official host keeps the values of the first spelling only.</summary>
    [Test]
    public void One_name_in_two_spellings_keeps_all_values()
    {
        var host = new HostFixture().With<TellArguments>();
        host.Run("--target=TellArguments", "--Foo=bar", "--foo=baz").ShouldBe(0);
        host.Journal.Text.ShouldBe("FOO=[bar,baz] TARGET=[TellArguments]");
    }

    [Test]
    public void Options_after_two_dashes_become_arguments_too()
    {
        var host = new HostFixture().With<TellArguments>();
        host.Run("--target=TellArguments", "--", "--foo=bar").ShouldBe(0);
        host.Journal.Text.ShouldBe("FOO=[bar] TARGET=[TellArguments]");
    }

    [Test]
    public void Spectres_remaining_arguments_can_be_injected()
    {
        var host = new HostFixture().With<TellRemaining>();
        host.Run("--target=TellRemaining", "--foo=bar").ShouldBe(0);
        host.Journal.Text.ShouldBe("--foo=bar");
    }

    [Test]
    public void Arguments_that_the_program_registers_are_overridden_by_the_command_line()
    {
        var host = new HostFixture().With<TellArguments>();
        host.Host.ConfigureServices(services => services.AddSingleton<ICakeArguments>(new HostArguments()));
        host.Run("--target=TellArguments").ShouldBe(0);
        host.Journal.Text.ShouldBe("TARGET=[TellArguments]");
    }

    [TestCase("q", "Quiet")]
    [TestCase("quiet", "Quiet")]
    [TestCase("m", "Minimal")]
    [TestCase("minimal", "Minimal")]
    [TestCase("n", "Normal")]
    [TestCase("normal", "Normal")]
    [TestCase("v", "Verbose")]
    [TestCase("verbose", "Verbose")]
    [TestCase("d", "Diagnostic")]
    [TestCase("DIAGNOSTIC", "Diagnostic")]
    public void Verbosity_has_long_and_short_names(string name, string verbosity)
    {
        var host = new HostFixture().With<TellVerbosity>();
        host.Run("-t", "TellVerbosity", "-v", name).ShouldBe(0);
        host.Journal.Text.ShouldBe(verbosity);
    }

    [TestCase("-v", "nonsense")]
    [TestCase("--verbosity=nonsense")]
    public void A_verbosity_that_does_not_exist_is_reported_with_its_name(params string[] args)
    {
        using var text = new StringWriter();
        var reading = SpectreCommandLine.Read(args, SpectreProbe.Plain(text));
        reading.ShouldBe(new CommandLineReading(null, -1));
        text.ToString().ReplaceLineEndings("\n").ShouldBe("Error: Failed to convert 'nonsense' to Verbosity.\n");
    }

    [TestCase("--dryrun", "--tree", "--description")]
    [TestCase("--description", "--tree", "--dryrun")]
    public void A_dry_run_goes_before_the_tree_and_the_tree_before_descriptions(params string[] options)
    {
        var host = new HostFixture().With<Default>();
        host.Run(options).ShouldBe(0);
        host.Output.ShouldContain("1. Default");
        host.Output.ShouldNotContain("└");

        var tree = new HostFixture().With<Default>().With<AfterDefault>();
        tree.Run([.. options.Where(option => option != "--dryrun")]).ShouldBe(0);
        tree.Output.ReplaceLineEndings("\n").ShouldBe("\nAfterDefault\n└─Default\n\n");
    }

    [Test]
    public void What_is_registered_is_logged_at_diagnostic_verbosity_and_only_there()
    {
        static string Lines(string verbosity)
        {
            var host = new HostFixture().With<Default>().With<AfterDefault>();
            host.Host.UseLifetime<TellLifetime>().UseTaskSetup<TellTaskSetup>().UseTaskTeardown<TellTaskTeardown>();
            host.Run("-t", "Default", "-v", verbosity).ShouldBe(0);
            var lines = host.Output.ReplaceLineEndings("\n").Split('\n');
            return string.Join('\n', lines.Where(line => line.StartsWith("Registering", StringComparison.Ordinal)));
        }

        Lines("verbose").ShouldBeEmpty();
        Lines("diagnostic")
            .ShouldBe(
                """
                Registering task: Default
                Registering task: AfterDefault
                Registering setup: TellLifetime
                Registering teardown: TellLifetime
                Registering task setup: TellTaskSetup
                Registering task teardown: TellTaskTeardown
                """
            );
    }

    [TestCase("--dryrun")]
    [TestCase("--noop")]
    [TestCase("--whatif")]
    public void A_dry_run_shows_the_tasks_and_runs_setup_and_teardown_only(string option)
    {
        var host = new HostFixture().With<Default>().With<AfterDefault>();
        host.Host.UseLifetime<TellLifetime>().UseTaskSetup<TellTaskSetup>();
        host.Run("--target=AfterDefault", option).ShouldBe(0);
        host.Journal.Text.ShouldBe("setup | teardown");
        host.Output.ShouldContain("1. Default");
        host.Output.ShouldContain("2. AfterDefault");
    }

    [TestCase("--tree")]
    [TestCase("--showtree")]
    public void The_tree_shows_what_no_task_depends_on_and_its_dependencies(string option)
    {
        var host = new HostFixture().With<Other>().With<Default>().With<AfterDefault>();
        host.Run(option).ShouldBe(0);
        host.Output.ReplaceLineEndings("\n").ShouldBe("\nAfterDefault\n└─Default\n\nOther\n\n");
        host.Journal.Text.ShouldBeEmpty();
    }

    [TestCase("--description")]
    [TestCase("--descriptions")]
    [TestCase("--showdescription")]
    [TestCase("--showdescriptions")]
    public void Descriptions_are_a_table_in_the_order_of_registration(string option)
    {
        using var text = new StringWriter();
        var host = new HostFixture().With<Other>().With<Described>();
        host.Host.ConfigureServices(services =>
            services.AddSingleton(
                Spectre.Console.AnsiConsole.Create(
                    new Spectre.Console.AnsiConsoleSettings
                    {
                        Ansi = Spectre.Console.AnsiSupport.No,
                        ColorSystem = Spectre.Console.ColorSystemSupport.NoColors,
                        Out = new Spectre.Console.AnsiConsoleOutput(text),
                    }
                )
            )
        );
        host.Run(option).ShouldBe(0);
        var lines = text.ToString().Split('\n').Select(line => line.Trim()).ToList();
        lines.FindIndex(line => line == "Other").ShouldBeGreaterThan(0);
        lines
            .FindIndex(line => line.StartsWith("Described ", StringComparison.Ordinal))
            .ShouldBeGreaterThan(lines.IndexOf("Other"));
        text.ToString().ShouldContain("What it is for");
    }

    [Test]
    public void An_exclusive_target_runs_without_its_dependencies()
    {
        var host = new HostFixture().With<Default>().With<AfterDefault>();
        host.Run("--target=AfterDefault", "--exclusive").ShouldBe(0);
        host.Journal.Text.ShouldBe("AfterDefault");
    }

    [Test]
    public void Several_targets_share_one_graph_and_one_setup()
    {
        var host = new HostFixture().With<Default>().With<AfterDefault>().With<AlsoAfterDefault>();
        host.Host.UseLifetime<TellLifetime>();
        host.Run("-t", "AfterDefault", "-t", "AlsoAfterDefault").ShouldBe(0);
        host.Journal.Text.ShouldBe("setup | Default | AfterDefault | AlsoAfterDefault | teardown");
    }

    [Test]
    public void A_setting_restores_one_graph_for_each_target()
    {
        var host = new HostFixture().With<Default>().With<AfterDefault>().With<AlsoAfterDefault>();
        host.Host.UseCakeSetting("Settings_UnifiedDependencyGraphForMultipleTargets", "false");
        host.Run("-t", "AlsoAfterDefault", "-t", "AfterDefault").ShouldBe(0);
        host.Journal.Text.ShouldBe("Default | AlsoAfterDefault | Default | AfterDefault");
    }

    [Test]
    public void No_report_hides_the_summary_of_a_run_that_succeeded()
    {
        var host = new HostFixture().With<Default>();
        host.Run("--no-report").ShouldBe(0);
        host.Report.ShouldBeEmpty();
    }

    private sealed class Default(Journal journal) : Step(journal);

    private sealed class Other(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Default))]
    private sealed class AfterDefault(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Default))]
    private sealed class AlsoAfterDefault(Journal journal) : Step(journal);

    [TaskDescription("What it is for")]
    private sealed class Described(Journal journal) : Step(journal);

    private sealed class TellVerbosity(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add($"{context.Log.Verbosity}");
    }

    private sealed class TellArguments(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            journal.Add(
                string.Join(
                    ' ',
                    context
                        .Arguments.GetArguments()
                        .OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
                        .Select(pair => $"{pair.Key.ToUpperInvariant()}=[{string.Join(',', pair.Value)}]")
                )
            );
    }

    private sealed class TellRemaining(Journal journal, IRemainingArguments remaining) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            foreach (var group in remaining.Parsed)
            {
                journal.Add($"{group.Key}={string.Join(',', group)}");
            }
        }
    }

    private sealed class TellLifetime(Journal journal) : FrostingLifetime
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("setup");

        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add("teardown");
    }

    private sealed class TellTaskSetup(Journal journal) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("task setup");
    }

    private sealed class TellTaskTeardown(Journal journal) : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => journal.Add("task teardown");
    }
}

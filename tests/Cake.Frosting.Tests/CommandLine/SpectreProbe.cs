using Cake.Cli.Infrastructure;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting.Tests.CommandLine;

/// <summary>What the official host makes of a command line: Spectre's parser, and Cake's arguments from what remains.</summary>
internal static class SpectreProbe
{
    public static string Read(string[] args)
    {
        var result = new Result();
        var app = new CommandApp<Probe>();
        app.Configure(configuration =>
        {
            configuration.Settings.Console = Silent();
            configuration.Settings.Registrar.RegisterInstance(result);
        });
        return app.Run(args) == 0 ? result.Text : "an error";
    }

    public static IAnsiConsole Silent() => Plain(TextWriter.Null);

    /// <summary>Without colours.</summary>
    public static IAnsiConsole Plain(TextWriter writer) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(writer),
            }
        );

    private sealed class Result
    {
        public string Text { get; set; } = "help";
    }

    private sealed class Probe(Result result) : Command<SpectreSettings>
    {
        public override int Execute(
            CommandContext context,
            SpectreSettings settings,
            CancellationToken cancellationToken
        )
        {
            var options = new CommandLineOptions
            {
                Targets = settings.Targets,
                Exclusive = settings.Exclusive,
                DryRun = settings.DryRun,
                Tree = settings.Tree,
                Description = settings.Description,
                Info = settings.Info,
                Version = settings.Version,
                NoReport = settings.NoReport,
                Verbosity = settings.GivenVerbosity,
                WorkingDirectory = settings.WorkingDirectory,
                Raw = context.Remaining.Raw,
            };
            var arguments = context.Remaining.ToCakeArguments(settings.NoReport, settings.Targets);
            result.Text = CommandLineParserTests.Text(options, arguments);
            return 0;
        }
    }
}

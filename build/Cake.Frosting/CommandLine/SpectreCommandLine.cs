using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>The parser of the official host, for help, errors and the unusual. Only this folder knows Spectre.Console.Cli.</summary>
internal static class SpectreCommandLine
{
    /// <param name="args">The command line.</param>
    /// <param name="console">Where help and errors go; null for the console of the process.</param>
    public static CommandLineReading Read(IReadOnlyList<string> args, IAnsiConsole console)
    {
        var result = new SpectreResult();
        var app = new CommandApp<SpectreCommand>();
        app.Configure(configuration =>
        {
            configuration.Settings.Console = console;
            configuration.Settings.Registrar.RegisterInstance(result);
            configuration.AddExample();
            configuration.AddExample("--verbosity", "quiet");
            configuration.AddExample("--tree");
        });
        var exitCode = app.Run(args);
        return new CommandLineReading(result.Options, exitCode);
    }
}

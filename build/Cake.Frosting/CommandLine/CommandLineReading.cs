namespace Cake.Frosting;

/// <summary>The options, or the exit code of a run that ended with the command line: help (0), an error (-1).</summary>
internal sealed record CommandLineReading(CommandLineOptions Options, int ExitCode)
{
    public static CommandLineReading Of(IReadOnlyList<string> args) =>
        CommandLineParser.Parse(args) is { } options
            ? new CommandLineReading(options, 0)
            : SpectreCommandLine.Read(args, console: null);
}

using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>Passes on what Spectre read; the run itself is not its business.</summary>
internal sealed class SpectreCommand(SpectreResult result) : Command<SpectreSettings>
{
    public override int Execute(CommandContext context, SpectreSettings settings, CancellationToken cancellationToken)
    {
        var remaining = new List<CommandLineArgument>();
        foreach (var group in context.Remaining.Parsed)
        {
            foreach (var value in group)
            {
                remaining.Add(new(group.Key, value));
            }
        }

        result.Options = new CommandLineOptions
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
            Remaining = remaining,
            Raw = context.Remaining.Raw,
        };
        return 0;
    }
}

using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>What the command line asks for.</summary>
internal sealed record CommandLineOptions
{
    /// <summary>The tasks to run; <c>Default</c> when none is named.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["Default"];

    /// <summary>Only the targets, not what they depend on.</summary>
    public bool Exclusive { get; init; }

    public bool DryRun { get; init; }

    public bool Tree { get; init; }

    public bool Description { get; init; }

    public bool Info { get; init; }

    public bool Version { get; init; }

    public bool NoReport { get; init; }

    /// <summary>Null when not given: then the setting <c>Settings_Verbosity</c> says it.</summary>
    public Verbosity? Verbosity { get; init; }

    /// <summary>Null when not given.</summary>
    public DirectoryPath WorkingDirectory { get; init; }

    /// <summary>The options that are not the host's own, in order, with their dashes. A null value is a bare flag.</summary>
    public IReadOnlyList<CommandLineArgument> Remaining { get; init; } = [];

    /// <summary>What followed <c>--</c>, as it was given.</summary>
    public IReadOnlyList<string> Raw { get; init; } = [];

    /// <summary>What tasks read by <c>context.Arguments</c>: the remaining options without their dashes, and the targets.</summary>
    public ICakeArguments ToCakeArguments()
    {
        var arguments = new HostArguments();
        foreach (var (name, value) in Remaining)
        {
            arguments.Add(name.TrimStart('-'), value);
        }

        foreach (var target in Targets)
        {
            arguments.Add("target", target);
        }

        if (NoReport)
        {
            arguments.Add("Settings_NoReport", bool.TrueString);
        }

        return arguments;
    }
}

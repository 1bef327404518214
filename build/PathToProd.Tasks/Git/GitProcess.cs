using System.Collections.Immutable;
using PathToProd.Reporting;
using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Git in one folder. What it says is kept for us, in English, and it waits for nobody.</summary>
internal sealed class GitProcess(string folder, ProcessScope scope)
{
    private static readonly CommandRunner Commands = new();

    public CommandResult Run(params string[] arguments) => Run(arguments, input: null);

    /// <exception cref="PlatformException">It cannot be started, or does not end.</exception>
    public CommandResult Run(string[] arguments, string? input)
    {
        // Without locks, as others may use Git now.
        var command = new Command("git", ["--no-optional-locks", .. arguments])
        {
            WorkingDirectory = folder,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
            Timeout = TimeSpan.FromMinutes(2),
            Environment = ImmutableDictionary<string, string?>.Empty.Add("LC_ALL", "C"),
        };
        return Commands.Run(input is null ? command : command.WithInput(input), scope).EnsureEnded();
    }
}

using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Git in one folder, and the only way to it. What it says is kept for us, in English, and it waits for no input.</summary>
internal sealed class GitProcess(string folder, ProcessScope scope)
{
    /// <summary>Long enough for any disk: the caller cannot go on without the answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Which repository the folder is in.</summary>
    public GitPlace Place { get; } = GitPlace.Of(folder);

    /// <summary>Variables laid over those of every call; none by default.</summary>
    public ImmutableDictionary<string, string?> Variables { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Runs Git to its end, with whatever exit code.</summary>
    /// <exception cref="GitMissingException">It cannot be started.</exception>
    /// <exception cref="PlatformException">It does not end.</exception>
    public CommandResult Run(params string[] arguments) => Run(arguments, input: null);

    /// <inheritdoc cref="Run(string[])"/>
    public CommandResult Run(string[] arguments, string? input) => End(Start(arguments, input));

    /// <summary>Starts Git and returns at once.</summary>
    /// <exception cref="GitMissingException">It cannot be started.</exception>
    public RunningCommand Start(string[] arguments, string? input = null)
    {
        var caller = Environment.GetEnvironmentVariables();
        var command = new Command("git", [.. GitEnvironment.Settings(Place, caller), .. arguments])
        {
            WorkingDirectory = folder,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
            // What it prints is data, of which no line is shown.
            IsSensitive = true,
            Timeout = Timeout,
            Environment = GitEnvironment.Variables(Place, caller).SetItems(Variables),
        };
        try
        {
            return CommandRunner.Start(input is null ? command : command.WithInput(input), scope);
        }
        catch (PlatformException exception)
        {
            throw new GitMissingException(exception);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="PlatformException">It does not end.</exception>
    public static CommandResult End(RunningCommand running) => running.Wait().EnsureEnded();
}

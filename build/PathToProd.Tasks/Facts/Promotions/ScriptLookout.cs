using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Runs the programs of gates, in the repository's root.</summary>
internal sealed class ScriptLookout(Workspace workspace, ICommandRunner commands, ProcessScope scope) : ILookout
{
    /// <summary>How long a program gets to end by itself once its time is up: there is nothing to save.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const int ShownLines = 5;

    public bool Knows(Look look) => look is ScriptLook;

    public Task<object> LookAsync(Look look, CancellationToken cancellation) =>
        Task.Run(() => Run((ScriptLook)look, cancellation), cancellation);

    private object Run(ScriptLook look, CancellationToken cancellation)
    {
        var command = new Command(look.Words[0], look.Words.AsSpan()[1..])
        {
            WorkingDirectory = workspace.Root,
            Timeout = look.Timeout,
            Quiet = true,
        };
        try
        {
            using var result = commands.Run(command, scope with { Grace = Grace, Cancellation = cancellation });
            return result.End switch
            {
                CommandEnd.TimedOut => new Silence($"it did not end within {Duration.Text(look.Timeout)}"),
                CommandEnd.Cancelled => throw new OperationCanceledException(cancellation),
                _ => new ScriptAnswer(result.ExitCode, [.. result.LastLines.TakeLast(ShownLines)]),
            };
        }
        catch (PlatformException exception)
        {
            return new Silence(Prose.FirstLine(exception.Message).TrimEnd('.'));
        }
    }
}

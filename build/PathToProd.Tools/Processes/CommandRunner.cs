using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>
/// The only door to processes. Each command is echoed, started with an argument list and never a shell, in a session of
/// its own, and watched until its end. On Windows there are no sessions: a program has a console of its own, is asked to
/// end by Ctrl-C, and what it leaves behind then is left alone.
/// </summary>
public sealed class CommandRunner : ICommandRunner
{
    /// <inheritdoc />
    public CommandResult Run(Command command, ProcessScope scope) => Start(command, scope).Wait();

    /// <summary>Starts a command and returns at once.</summary>
    /// <exception cref="PlatformException">When it cannot be started: says why, and what to do.</exception>
    /// <exception cref="OperationCanceledException">When the scope was cancelled before the start.</exception>
    public static RunningCommand Start(Command command, ProcessScope scope) => Start(command, scope, LineHandlers.None);

    internal static RunningCommand Start(Command command, ProcessScope scope, LineHandlers handlers)
    {
        scope.Cancellation.ThrowIfCancellationRequested();
        scope.CancellationAtOnce.ThrowIfCancellationRequested();
        CommandEcho.Start(command, scope);
        var id = Guid.NewGuid().ToString("n");
        try
        {
            return new RunningCommand(command, scope, id, new OutputPipeline(command, scope, handlers));
        }
        catch (StartFailedException exception)
        {
            var what = $"`{command.Echo(scope.Redactor)}` could not be started: {exception.Message}";
            throw new PlatformException(ExitCode.Failed, scope.Redactor.Hide(what));
        }
    }
}

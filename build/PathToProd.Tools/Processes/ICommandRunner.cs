using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>Runs commands.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command to its end.</summary>
    /// <returns>How it ended, even when it timed out or was cancelled meanwhile.</returns>
    /// <exception cref="PlatformException">When it cannot be started: says why, and what to do.</exception>
    /// <exception cref="OperationCanceledException">When the scope was cancelled before the start.</exception>
    CommandResult Run(Command command, ProcessScope scope);
}

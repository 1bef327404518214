using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>
/// Writes what is about to run, before it runs, and how it ended. The lines can be pasted into a shell. Of variables
/// only the names are shown: their values are where secrets belong.
/// </summary>
internal static class CommandEcho
{
    internal static void Start(Command command, ProcessScope scope)
    {
        var line = new OutputLine(OutputSource.Echo, "$ " + command.Echo(scope.Redactor));
        try
        {
            scope.Log.Write(new OutputLine(OutputSource.Echo, Where(command, scope)), line);
            if (scope.EchoOnConsole)
            {
                scope.Console.Write(line);
            }
        }
        catch (IOException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                scope.Redactor.Hide(
                    $"`{command.Echo(scope.Redactor)}` was not started, as its log {scope.LogFile} cannot be written: {exception.Message}\n"
                        + "Free space on that disk, or correct the folder's permissions."
                ),
                exception
            );
        }
    }

    internal static void End(CommandResult result, ProcessScope scope)
    {
        var how = result.Signal is { } signal ? $"ended by {FailureText.Name(signal)}" : $"exit code {result.ExitCode}";
        var why = result.End switch
        {
            CommandEnd.TimedOut => ", as it ran too long",
            CommandEnd.Cancelled => ", as the run was cancelled",
            CommandEnd.Killed => ", as it was asked to end",
            _ => "",
        };
        try
        {
            scope.Log.Write(
                new OutputLine(OutputSource.Echo, $"# {how} after {FailureText.Time(result.Duration)}{why}")
            );
        }
        catch (IOException)
        {
            // The program has ended, and its result must not be lost over a line in a log.
        }
    }

    private static string Where(Command command, ProcessScope scope)
    {
        var set = new List<string>();
        var removed = new List<string>();
        foreach (var (name, value) in scope.Environment.SetItems(command.Environment))
        {
            (value is null ? removed : set).Add(name);
        }

        var text = $"# {command.File} in {command.WorkingDirectory ?? Directory.GetCurrentDirectory()}";
        return scope.Redactor.Hide(text + Names(", with", set) + Names(", without", removed));
    }

    private static string Names(string word, List<string> names)
    {
        names.Sort(StringComparer.Ordinal);
        return names.Count == 0 ? "" : $"{word} {string.Join(' ', names)}";
    }
}

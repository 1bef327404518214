using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Runs a program as every other command is run, but neither shows nor logs it.</summary>
/// <param name="scope">What ends it; nothing but its timeout by default.</param>
public sealed class ToolRun(ProcessScope? scope = null) : IToolRun
{
    // It has nothing to save.
    private readonly ProcessScope _scope = (scope ?? new ProcessScope()) with { Grace = TimeSpan.FromSeconds(1) };

    /// <inheritdoc />
    public string Run(string file, IReadOnlyList<string> arguments, TimeSpan timeout)
    {
        var command = new Command(file, [.. arguments])
        {
            // As for every other command: Terraform would ask the network whether it is outdated, or trace to a file.
            Environment = CallerEnvironment.Over(Path.GetFileNameWithoutExtension(file)),
            Timeout = timeout,
            Capture = Capture.Output | Capture.Error,
        };
        using var result = Run(command);
        if (result.TimedOut)
        {
            throw new TimeoutException();
        }

        var output = result.EnsureEnded().Output.Text();
        return result.ExitCode == 0
            ? output
            : throw new ToolRunException($"exited with {result.ExitCode}{LastLine(result.Error.Text(), output)}");
    }

    private CommandResult Run(Command command)
    {
        try
        {
            return new CommandRunner().Run(command, _scope);
        }
        catch (PlatformException exception)
        {
            // Its first line says what could not be started, and why; its second what to do. The file is the sentence's subject.
            var line = exception.Message.Split('\n')[0];
            var start = $"`{command.Echo(_scope.Redactor)}` ".Length;
            throw new ToolRunException(line[start..].TrimEnd('.').Replace(command.File, "it"), exception);
        }
    }

    private static string LastLine(params string[] texts)
    {
        foreach (var text in texts)
        {
            var line = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (line.Length > 0)
            {
                return $": {line[^1].TrimEnd('.')}";
            }
        }

        return "";
    }
}

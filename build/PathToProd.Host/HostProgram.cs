using PathToProd.Host.CommandLine;
using PathToProd.Host.Targets;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Files;

namespace PathToProd.Host;

/// <summary>Reads the command line, runs what it asks for, and turns every failure into a message and an exit code.</summary>
internal sealed class HostProgram(TextWriter output, TextWriter error)
{
    public ExitCode Run(IReadOnlyList<string> words)
    {
        using var interruption = new Interruption(error);
        try
        {
            var invocation = new Invocation(Arguments.Parse(words), FindWorkspace(), output, error, interruption);
            return TargetCatalog.Run(invocation);
        }
        catch (PlatformException failure)
        {
            error.WriteLine(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.IsRequested)
        {
            error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
    }

    /// <summary>The folder that the launcher names, else the nearest one upwards that holds a platform.</summary>
    private static Workspace FindWorkspace()
    {
        var named = Environment.GetEnvironmentVariable("PATH_TO_PROD_ROOT");
        if (!string.IsNullOrEmpty(named))
        {
            return new Workspace(Path.GetFullPath(named));
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "platform.yaml")))
            {
                return new Workspace(folder.FullName);
            }
        }

        throw new PlatformException(
            ExitCode.WrongInput,
            $"There is no platform.yaml in {Environment.CurrentDirectory} or above; start the program with build.sh, or in a platform's folder."
        );
    }
}

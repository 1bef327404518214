using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>Runs the script of one test against an environment, with the variables that a smoke script gets.</summary>
internal sealed class ScriptRun(RunServices services, EnvironmentManifest environment)
{
    /// <summary>The message of its failure, secrets hidden; null when it passed.</summary>
    /// <param name="test">The test.</param>
    /// <param name="log">Its log file.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public string? Run(ScriptedTest test, string log)
    {
        using var sink = new LogFileSink(log);
        var scope = services.ProcessScope with
        {
            Log = sink,
            LogFile = services.Workspace.Show(log),
            Console = services.Observer.ToolOutput(test.Owner),
        };
        var command = new Command(Path.Combine(test.Folder, test.Declared.Script))
        {
            WorkingDirectory = test.Folder,
            Timeout = test.Declared.Timeout,
            Environment = Variables(test),
        };
        try
        {
            using var result = services.Commands.Run(command, scope);
            return result.Cancelled ? throw new OperationCanceledException($"{test.Name} was cancelled.")
                : result.Succeeded ? null
                : Failed(test, result, log);
        }
        catch (PlatformException exception)
        {
            return services.Redactor.Hide(exception.Message);
        }
    }

    private string Failed(ScriptedTest test, CommandResult result, string log)
    {
        var how = result.TimedOut
            ? $"did not end within {Duration.Text(test.Declared.Timeout)}, its timeout"
            : $"failed with exit code {result.ExitCode}";
        return $"The test {test.Declared.Script} of {test.Owner} {how}:\n"
            + string.Concat(result.LastLines.Select(line => $"  {line}\n"))
            + $"The log is {services.Workspace.Show(log)}.";
    }

    private ImmutableDictionary<string, string?> Variables(ScriptedTest test)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string?>();
        variables["PATH_TO_PROD_ENVIRONMENT"] = environment.Name;
        if (test.Component is { } component)
        {
            variables["PATH_TO_PROD_COMPONENT"] = component.Name;
            variables["PATH_TO_PROD_NAMESPACE"] = component.Namespace;
        }

        switch (environment.Target)
        {
            case Target.Directory directory:
                variables["PATH_TO_PROD_TARGET_DIRECTORY"] = RenderedFolder.Of(
                    services.Workspace,
                    directory,
                    test.Component?.Name ?? ""
                );
                break;
            case Target.Cluster cluster:
                variables["KUBECONFIG"] = Kubeconfig.Of(cluster, services.Workspace).Variable;
                variables["PATH_TO_PROD_CONTEXT"] = cluster.Context;
                break;
        }

        return variables.ToImmutable();
    }
}

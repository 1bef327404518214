using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A cluster remembers, in a config map, which environment it is. Looked at before a run touches anything, which also says
/// soon that the cluster cannot be reached.
/// </summary>
internal static class ClusterBinding
{
    /// <summary>What kubectl itself allows for one answer, and somewhat more for the several that it may ask for.</summary>
    private const string RequestTimeout = "5s";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Looks.</summary>
    /// <exception cref="PlatformException">The cluster is bound to another environment (exit code 2), or cannot be asked (1).</exception>
    public static void Check(RunServices services, EnvironmentManifest environment, Target.Cluster target)
    {
        var kubeconfig = Kubeconfig.Of(target, services.Workspace);
        var command = new Command(
            services.Tools.Get("kubectl").File,
            [
                "get",
                $"configmap/{ClusterMark.Name}",
                $"--namespace={ClusterMark.Namespace}",
                "--ignore-not-found",
                "--output=json",
                .. kubeconfig.Options,
                $"--context={target.Context}",
                $"--request-timeout={RequestTimeout}",
            ]
        )
        {
            Environment = CallerEnvironment.Over("kubectl").SetItems(kubeconfig.Variables),
            Timeout = Timeout,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
        };
        using var result = services.Commands.Run(command, services.ProcessScope);
        if (!result.Succeeded && !result.Cancelled)
        {
            throw new PlatformException(ExitCode.Failed, Unreachable(services, environment, target, result));
        }

        services.Cancellation.ThrowIfCancellationRequested();
        Refuse(environment, target, ClusterMark.Environment(Parse(result.Output.Text())));
    }

    /// <summary>Throws when a cluster is bound to another environment.</summary>
    public static void Refuse(EnvironmentManifest environment, Target.Cluster target, string? bound)
    {
        if (bound is not null && bound != environment.Name)
        {
            throw new PlatformException([
                ClusterMark.Wrong(
                    environment.Name,
                    target.Context,
                    bound,
                    environment.Source["target.cluster.context"]
                ),
            ]);
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Trim().Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"kubectl get printed something that is not JSON, so it is not known which environment the cluster is: {exception.Message}"
            );
        }
    }

    private static string Unreachable(
        RunServices services,
        EnvironmentManifest environment,
        Target.Cluster target,
        CommandResult result
    )
    {
        var why = ClusterSilence.Of("kubectl", result, Timeout, services.Redactor);
        return $"The cluster of {environment.Name} (context {target.Context}) cannot be asked which environment it is{why}\n"
            + "Nothing was touched. Check that the cluster runs, and that you may read it: "
            + $"kubectl --context {target.Context} --namespace {ClusterMark.Namespace} get configmap {ClusterMark.Name}";
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>Which Kubernetes version an environment has: what its API server says, or for a directory what it says itself.</summary>
internal static class ClusterVersion
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Asks.</summary>
    /// <exception cref="PlatformException">The cluster does not answer (exit code 1).</exception>
    public static SemVersion Of(RunServices services, EnvironmentManifest environment) =>
        environment.Target is Target.Cluster cluster
            ? Ask(services, environment, cluster)
            : environment.KubernetesVersion;

    private static SemVersion Ask(RunServices services, EnvironmentManifest environment, Target.Cluster cluster)
    {
        var kubeconfig = Kubeconfig.Of(cluster, services.Workspace);
        var command = new Command(
            services.Tools.Get("kubectl").File,
            ["version", "--output=json", .. kubeconfig.Options, $"--context={cluster.Context}", "--request-timeout=5s"]
        )
        {
            Environment = CallerEnvironment.Over("kubectl").SetItems(kubeconfig.Variables),
            Timeout = Timeout,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
        };
        using var result = services.Commands.Run(command, services.ProcessScope);
        services.Cancellation.ThrowIfCancellationRequested();
        return Parse(result.Output.Text())
            ?? throw new PlatformException(
                ExitCode.Failed,
                $"The cluster of {environment.Name} (context {cluster.Context}) does not say which Kubernetes version it has"
                    + $"{ClusterSilence.Of("kubectl", result, Timeout, services.Redactor)}\n"
                    + "Nothing was touched. Check that the cluster runs, then run the same command again."
            );
    }

    /// <summary>The server's version in what <c>kubectl version --output=json</c> prints; null when it is not there.</summary>
    internal static SemVersion? Parse(string text)
    {
        try
        {
            return
                JsonNode.Parse(text)?["serverVersion"]?["gitVersion"]?.GetValue<string>() is { } said
                && SemVersion.TryParse(said.TrimStart('v'), out var version)
                ? version
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // kubectl printed no version, and its error says why.
            return null;
        }
    }
}

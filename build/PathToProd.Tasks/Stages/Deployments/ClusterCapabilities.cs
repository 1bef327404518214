using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// What a cluster says to charts about itself. Helm is asked, by a chart of one line that prints what it gets: so it is
/// exactly what every other chart gets there, and nothing that only Helm believes.
/// </summary>
internal static class ClusterCapabilities
{
    private const string Mark = "path-to-prod:";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Asks the cluster of an environment.</summary>
    /// <exception cref="PlatformException">It does not answer, or not so that it can be understood (exit code 1).</exception>
    public static Capabilities Ask(RunServices services, EnvironmentManifest environment, Target.Cluster target)
    {
        var folder = Directory.CreateTempSubdirectory("path-to-prod-");
        try
        {
            WriteChart(folder.FullName);
            return Ask(services, environment, target, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the chart printed; null when it is not there.</summary>
    internal static Capabilities? Parse(string text)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.Contains(Mark, StringComparison.Ordinal));
        try
        {
            var said = line is null
                ? null
                : JsonNode.Parse(line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..]);
            return
                said?["version"]?.GetValue<string>() is { } version
                && said["served"] is JsonArray served
                && SemVersion.TryParse(version.TrimStart('v'), out var kubernetes)
                ? Capabilities.Of(kubernetes, served.Select(one => one!.GetValue<string>()))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Helm printed something else, and its error says why.
            return null;
        }
    }

    private static Capabilities Ask(
        RunServices services,
        EnvironmentManifest environment,
        Target.Cluster target,
        string chart
    )
    {
        // Helm 4 calls --validate old, and still knows it; Helm 3.6 knows nothing else.
        var kubeconfig = Kubeconfig.Of(target, services.Workspace);
        var command = new Command(
            services.Tools.Get("helm").File,
            ["template", "capabilities", chart, "--validate", .. kubeconfig.Options, $"--kube-context={target.Context}"]
        )
        {
            Environment = CallerEnvironment.Over("helm").SetItems(kubeconfig.Variables),
            Timeout = Timeout,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
        };
        using var result = services.Commands.Run(command, services.ProcessScope);
        services.Cancellation.ThrowIfCancellationRequested();
        return (result.Succeeded ? Parse(result.Output.Text()) : null)
            ?? throw new PlatformException(
                ExitCode.Failed,
                $"The cluster of {environment.Name} (context {target.Context}) does not say what it serves{ClusterSilence.Of("helm", result, Timeout, services.Redactor)}\n"
                    + "Nothing was touched. Check that the cluster runs, then run the same command again."
            );
    }

    private static void WriteChart(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "templates"));
        File.WriteAllText(Path.Combine(folder, "Chart.yaml"), "apiVersion: v2\nname: capabilities\nversion: 1.0.0\n");
        File.WriteAllText(
            Path.Combine(folder, "templates", "capabilities.yaml"),
            $$$"""
            # {{{Mark}}}{{ dict "version" .Capabilities.KubeVersion.Version "served" .Capabilities.APIVersions | toJson }}

            """
        );
    }
}

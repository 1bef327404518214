using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs.Drift;

/// <summary>Finds releases and inventories of components that the ledger does not have in a cluster.</summary>
/// <param name="services">What the run shares.</param>
/// <param name="target">The cluster.</param>
/// <param name="ledger">What the ledger says.</param>
internal sealed class ClusterLeftovers(RunServices services, Target.Cluster target, LedgerState ledger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>All of them.</summary>
    /// <exception cref="PlatformException">The cluster does not say (exit code 1).</exception>
    public IReadOnlyList<DriftFinding> Find()
    {
        var found = new List<DriftFinding>(Inventories());
        if (services.Model.Components.Values.Any(component => component.Type == ComponentType.Helm))
        {
            found.AddRange(Releases());
        }

        return found;
    }

    private IEnumerable<DriftFinding> Inventories() =>
        Ask(
                "kubectl",
                [
                    "get",
                    "configmaps",
                    "--all-namespaces",
                    "--output=jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{\"\\n\"}{end}",
                    $"--context={target.Context}",
                ]
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('/'))
            .Where(parts =>
                parts is [_, var name] && ManifestDeployment.ComponentOf(name) is { } component && IsNotThere(component)
            )
            .Select(parts => new DriftFinding(DriftKind.NotDeployed, $"ConfigMap {parts[0]}/{parts[1]}")
            {
                Note = "the inventory of what a component applied",
            });

    // A release has no mark of ours; one that has the name and the namespace of a component is what it would deploy.
    private IEnumerable<DriftFinding> Releases() =>
        from release in Parse(
            Ask(
                "helm",
                [
                    "list",
                    "--all-namespaces",
                    "--deployed",
                    "--failed",
                    "--pending",
                    "--uninstalling",
                    "--output=json",
                    $"--kube-context={target.Context}",
                ]
            )
        )
        let name = release["name"]?.ToString() ?? ""
        let component = services.Model.Components.GetValueOrDefault(name)
        where
            component is { Type: ComponentType.Helm }
            && component.Namespace == release["namespace"]?.ToString()
            && IsNotThere(name)
        select new DriftFinding(DriftKind.NotDeployed, $"the Helm release {component.Namespace}/{name}");

    private bool IsNotThere(string component) => ledger[component].Presence is Presence.Nothing or Presence.Destroyed;

    private static IEnumerable<JsonObject> Parse(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonArray ?? []).OfType<JsonObject>();
        }
        catch (JsonException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"helm list printed something that is not JSON: {exception.Message}",
                exception
            );
        }
    }

    private string Ask(string tool, IEnumerable<string> arguments)
    {
        var kubeconfig = Kubeconfig.Of(target, services.Workspace);
        var command = new Command(services.Tools.Get(tool).File, [.. arguments, .. kubeconfig.Options])
        {
            Environment = CallerEnvironment.Over(tool).SetItems(kubeconfig.Variables),
            Timeout = Timeout,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
        };
        using var result = services.Commands.Run(command, services.ProcessScope);
        services.Cancellation.ThrowIfCancellationRequested();
        return result.Succeeded
            ? result.Output.Text()
            : throw new PlatformException(
                ExitCode.Failed,
                $"the cluster (context {target.Context}) does not say what else is there{ClusterSilence.Of(tool, result, Timeout, services.Redactor)}"
            );
    }
}

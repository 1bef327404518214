using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Drift;

/// <summary>Finds releases and inventories of components that the ledger does not have in a cluster.</summary>
/// <param name="services">What the run shares.</param>
/// <param name="target">The cluster.</param>
/// <param name="ledger">What the ledger says.</param>
internal sealed class ClusterLeftovers(RunServices services, Target.Cluster target, LedgerState ledger)
{
    private readonly ClusterCall _cluster = new(services, target);

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
        _cluster
            .Kubectl([
                "get",
                "configmaps",
                "--all-namespaces",
                "--output=jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{\"\\n\"}{end}",
            ])
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
            _cluster.Helm([
                "list",
                "--all-namespaces",
                "--deployed",
                "--failed",
                "--pending",
                "--uninstalling",
                "--output=json",
            ])
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
}

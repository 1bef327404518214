using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cake.Kubectl;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Formats.Json;
using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Stages.Drift;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// Plain manifests in a cluster, applied on the server. An inventory in the cluster remembers what was applied, so that
/// what left the manifests leaves the cluster too, and nothing else ever does.
/// </summary>
internal sealed class ManifestDeployment(ComponentContext context, Cluster cluster) : IDeployment
{
    private const string InventoryPrefix = "path-to-prod-";

    private string InventoryName => $"{InventoryPrefix}{context.Component.Name}";

    /// <summary>The component whose inventory a config map is, by its name; null when it is none.</summary>
    public static string? ComponentOf(string configMap) =>
        configMap.StartsWith(InventoryPrefix, StringComparison.Ordinal) ? configMap[InventoryPrefix.Length..] : null;

    public StillThere Look(Deployment last) =>
        cluster.Missing(Documents()).Count == 0 ? StillThere.Yes : StillThere.Gone;

    public TargetLook LookForDrift(Deployment last)
    {
        if (DeployedValues.Fix(context, last) is { } why)
        {
            return new TargetLook.NotPossible(why);
        }

        var documents = Documents();
        var look = ClusterLook.Of(context, cluster, documents);
        var left = Before().Without(Inventory.Of(documents, context.Component.Namespace));
        return look with
        {
            Gone = FindInventory() is null
                ? look.Gone.Add($"ConfigMap {context.Component.Namespace}/{InventoryName}, the inventory")
                : look.Gone,
            NotDeployed = [.. ClusterLook.There(cluster, left)],
        };
    }

    public DeploymentResult Deploy()
    {
        var documents = Documents();
        var before = Before();
        var now = Inventory.Of(documents, context.Component.Namespace);
        cluster.Bind();
        cluster.CreateNamespace();

        // Both old and new stand in the inventory while they change, so that a kill in between forgets neither.
        Remember(before.With(now));
        cluster.Change(() =>
        {
            cluster.Apply([.. documents.Where(document => document.Kind == "Namespace")]);
            cluster.ApplyDefinitions([.. documents.Where(document => document.IsCustomResourceDefinition)]);
            cluster.Apply(documents);
        });
        var left = before.Without(now);
        Delete(left);
        Remember(now);
        if (left.Length > 0)
        {
            context.Note($"removed {left.Length} that left the manifests");
        }

        return new DeploymentResult($"manifests:{documents.Length}");
    }

    public DeploymentPreview Plan()
    {
        var documents = Documents();
        var left = Before().Without(Inventory.Of(documents, context.Component.Namespace));
        var text =
            ClusterDifference.Of(cluster, documents, context.Component.Name, context.Component.Namespace)
            + string.Concat(left.Select(resource => $"- {resource}\n"));
        var preview = ClusterChanges.Of(context, cluster, documents);
        return preview with
        {
            Text = text,
            Changes =
            [
                .. preview.Changes,
                .. left.Select(resource => new PlannedChange($"{resource}", PlannedAction.Delete)),
            ],
        };
    }

    public void Destroy()
    {
        // What is made from a definition goes before it does, as its kind is not known afterwards.
        Delete(Before().Resources.OrderBy(resource => resource.IsCustomResourceDefinition));
        Delete([new ResourceName("v1", "ConfigMap", context.Component.Namespace, InventoryName)]);
    }

    private void Delete(IEnumerable<ResourceName> resources)
    {
        var kinds = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        cluster.Delete([.. resources.Where(resource => !IsGone(resource, kinds))]);
    }

    /// <summary>
    /// Whether a resource went with the definition of its kind: kubectl cannot look for what it does not know. A kind that is
    /// served, if only in another version, may still have resources; and so may a built-in one, whose group may have
    /// changed.
    /// </summary>
    private bool IsGone(ResourceName resource, Dictionary<string, IReadOnlyList<string>> kinds)
    {
        if (!resource.Group.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        if (!kinds.TryGetValue(resource.Group, out var served))
        {
            kinds.Add(resource.Group, served = cluster.KindsOf(resource.Group));
        }

        return !served.Contains(resource.Kind);
    }

    private ImmutableArray<KubernetesDocument> Documents()
    {
        var documents = Rendering.Documents(context, context.EnvironmentManifest, context.Values());
        context.Work.Services.Redactor.Add(SecretValues.Of(documents));
        return documents;
    }

    private Inventory Before() =>
        Inventory.Parse((FindInventory()?.Json["data"] as JsonObject)?["resources"]?.ToString() ?? "");

    private KubernetesObject? FindInventory()
    {
        var settings = cluster.Request(new KubectlGetSettings { IgnoreNotFound = true });
        return context.KubectlGet(settings, $"configmap/{InventoryName}") is [var found, ..] ? found : null;
    }

    private void Remember(Inventory resources)
    {
        var inventory = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = InventoryName, ["namespace"] = context.Component.Namespace },
            ["data"] = new JsonObject { ["resources"] = resources.ToString() },
        };
        var text = JsonText.Line(inventory);
        cluster.Apply([
            new KubernetesDocument("v1", "ConfigMap", InventoryName, context.Component.Namespace, inventory, text, 1),
        ]);
    }
}

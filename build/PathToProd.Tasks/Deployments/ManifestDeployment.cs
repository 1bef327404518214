using System.Text.Json.Nodes;
using PathToProd.Kubernetes;
using PathToProd.Ledger;
using PathToProd.Tasks.ComponentTasks;
using PathToProd.Tasks.Tools.Kubectl;

namespace PathToProd.Tasks.Deployments;

/// <summary>
/// Plain manifests in a cluster, applied on the server. An inventory in the cluster remembers what was applied, so that
/// what left the manifests leaves the cluster too, and nothing else ever does.
/// </summary>
internal sealed class ManifestDeployment(ComponentContext context, Cluster cluster) : IDeployment
{
    private string InventoryName => $"path-to-prod-{context.Component.Name}";

    public StillThere Look(Deployment last) =>
        cluster.Missing(Documents()).Count == 0 ? StillThere.Yes : StillThere.Gone;

    public DeploymentResult Deploy()
    {
        var documents = Documents();
        var before = Inventory();
        cluster.Bind();
        cluster.CreateNamespace();

        // Both old and new stand in the inventory while they change, so that a kill in between forgets neither.
        Remember(before.Union(documents.Select(Identity)));
        cluster.Apply([.. documents.Where(document => document.Kind == "Namespace")]);
        cluster.ApplyDefinitions([.. documents.Where(document => document.IsCustomResourceDefinition)]);
        cluster.Apply(documents);
        var left = before.Except(documents.Select(Identity)).ToArray();
        Delete(left);
        Remember(documents.Select(Identity));
        if (left.Length > 0)
        {
            context.Note($"removed {left.Length} that left the manifests");
        }

        return new DeploymentResult($"manifests:{documents.Count}");
    }

    public string Plan()
    {
        var documents = Documents();
        var left = Inventory().Except(documents.Select(Identity));

        // kubectl cannot compare what is new in a namespace, or of a kind, that is not there either.
        var missing = cluster.HasNamespace() ? cluster.Missing(documents) : documents;
        var added = TextDiff.Of(
            new Dictionary<string, string>(),
            missing.ToDictionary(Identity, document => document.Text.Trim()),
            context.Component.Name
        );
        var changed = cluster.Diff([.. documents.Except(missing)]);
        return added + changed + string.Concat(left.Select(identity => $"- {identity}\n"));
    }

    public void Destroy()
    {
        // What is made from a definition goes before it does, as nobody knows its kind afterwards.
        Delete(Inventory().OrderBy(IsDefinition));
        Delete([$"v1/ConfigMap/{context.Component.Namespace}/{InventoryName}"]);
    }

    private void Delete(IEnumerable<string> identities)
    {
        var kinds = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        cluster.Delete(string.Concat(identities.Where(identity => !IsGone(identity, kinds)).Select(Stub)));
    }

    /// <summary>
    /// Whether a resource went with the definition of its kind: kubectl cannot look for what it does not know. A kind that is
    /// served, if only in another version, may still have resources; and so may a built-in one, whose group may have
    /// changed.
    /// </summary>
    private bool IsGone(string identity, Dictionary<string, IReadOnlyList<string>> kinds)
    {
        var parts = identity.Split('/');
        var group = parts.Length == 5 ? parts[0] : "";
        if (!group.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        if (!kinds.TryGetValue(group, out var served))
        {
            kinds.Add(group, served = cluster.KindsOf(group));
        }

        return !served.Contains(parts[^3]);
    }

    private IReadOnlyList<KubernetesDocument> Documents() => context.Render(context.Values());

    private string[] Inventory()
    {
        var settings = cluster.Request(new KubectlGetSettings { IgnoreNotFound = true });
        var inventory = context.KubectlGet(settings, $"configmap/{InventoryName}") is [var found, ..] ? found : null;
        var text = (inventory?.Json["data"] as JsonObject)?["resources"]?.ToString() ?? "";
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Remember(IEnumerable<string> identities)
    {
        var inventory = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = InventoryName, ["namespace"] = context.Component.Namespace },
            ["data"] = new JsonObject { ["resources"] = string.Join('\n', identities.Order(StringComparer.Ordinal)) },
        };
        var text = JsonText.Line(inventory);
        cluster.Apply([
            new KubernetesDocument("v1", "ConfigMap", InventoryName, context.Component.Namespace, inventory, text, 1),
        ]);
    }

    /// <summary>A resource as one line: <c>apps/v1/Deployment/ingress/controller</c>.</summary>
    private string Identity(KubernetesDocument document) =>
        $"{document.ApiVersion}/{document.Kind}/{document.Namespace ?? context.Component.Namespace}/{document.Name}";

    private static bool IsDefinition(string identity) =>
        identity.Contains("/CustomResourceDefinition/", StringComparison.Ordinal);

    /// <summary>As much of a resource as kubectl needs to delete it.</summary>
    private static string Stub(string identity)
    {
        var parts = identity.Split('/');
        var stub = new JsonObject
        {
            ["apiVersion"] = string.Join('/', parts[..^3]),
            ["kind"] = parts[^3],
            ["metadata"] = new JsonObject { ["namespace"] = parts[^2], ["name"] = parts[^1] },
        };
        return $"---\n{JsonText.Line(stub)}\n";
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>A named rule for rendered documents, which a component declares under <c>policies</c>.</summary>
/// <param name="Name">The name that component.yaml says.</param>
/// <param name="Meaning">What it demands, as one sentence for lists.</param>
/// <param name="Violations">The ways in which a document breaks it: what, and how to fix it.</param>
public sealed record Policy(
    string Name,
    string Meaning,
    Func<KubernetesDocument, IEnumerable<(string What, string Fix)>> Violations
)
{
    /// <summary>All that a component may declare, by name.</summary>
    public static ImmutableSortedDictionary<string, Policy> All { get; } =
        Sorted(Labels.Policy, NoLatestTag.Policy, NoPrivileged.Policy, ResourceLimits.Policy, RunAsNonRoot.Policy);

    /// <summary>The containers of the pods that a document makes, init containers included.</summary>
    internal static IEnumerable<(string Name, JsonObject Container)> Containers(KubernetesDocument document)
    {
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var container in (document.PodSpec?[list] as JsonArray)?.OfType<JsonObject>() ?? [])
            {
                yield return (container["name"]?.ToString() ?? "(without name)", container);
            }
        }
    }

    internal static bool IsTrue(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<bool>(out var set) && set;

    // By a builder: the way through LINQ would be compiled at every start.
    private static ImmutableSortedDictionary<string, Policy> Sorted(params Policy[] policies)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, Policy>(StringComparer.Ordinal);
        foreach (var policy in policies)
        {
            all.Add(policy.Name, policy);
        }

        return all.ToImmutable();
    }
}

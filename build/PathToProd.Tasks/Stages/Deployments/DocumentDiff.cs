using PathToProd.Model.Kubernetes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>The differences between two sets of documents, resource by resource, with the values of Secrets hidden.</summary>
internal static class DocumentDiff
{
    /// <summary>What is new, what goes, and the changed lines; empty when nothing differs.</summary>
    /// <param name="before">What is there.</param>
    /// <param name="after">What should be.</param>
    /// <param name="component">Stands before the name of each resource.</param>
    /// <param name="namespace">Where documents go that name no namespace.</param>
    public static string Of(
        IReadOnlyCollection<KubernetesDocument> before,
        IReadOnlyCollection<KubernetesDocument> after,
        string component,
        string @namespace
    )
    {
        var (old, now) = (ByName(before, @namespace), ByName(after, @namespace));
        var (oldTexts, nowTexts) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var name in old.Keys.Union(now.Keys))
        {
            var (was, becomes) = ShownDocument.Of(old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (was is not null)
            {
                oldTexts[name] = was;
            }

            if (becomes is not null)
            {
                nowTexts[name] = becomes;
            }
        }

        return TextDiff.Of(oldTexts, nowTexts, component);
    }

    /// <summary>The version of an API is left out: a resource that is written by another one is still the same.</summary>
    private static Dictionary<string, KubernetesDocument> ByName(
        IEnumerable<KubernetesDocument> documents,
        string @namespace
    ) =>
        documents
            .GroupBy(document => Name(document, @namespace))
            .ToDictionary(group => group.Key, group => group.Last());

    private static string Name(KubernetesDocument document, string @namespace)
    {
        var kind = document.Group.Length == 0 ? document.Kind : $"{document.Kind}.{document.Group}";
        return document.Namespace is null || document.Namespace == @namespace
            ? $"{kind} {document.Name}"
            : $"{kind} {document.Namespace}/{document.Name}";
    }
}

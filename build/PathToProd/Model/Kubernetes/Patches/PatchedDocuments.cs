using System.Collections.Immutable;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>Applies patches to what a chart renders. What no patch matches stays as it was rendered, byte for byte.</summary>
public static class PatchedDocuments
{
    /// <summary>The patched documents as one text.</summary>
    /// <param name="text">What was rendered.</param>
    /// <param name="patches">The patches, in the order in which they are applied.</param>
    /// <param name="namespace">Where documents go that name no namespace.</param>
    /// <param name="isWhole">Whether the text holds the folder <c>crds</c> too, so that a patch for definitions must match.</param>
    /// <param name="problems">Gets what does not match, and what does not fit.</param>
    public static string Of(
        string text,
        ImmutableArray<Patch> patches,
        string @namespace,
        bool isWhole,
        ICollection<Problem> problems
    )
    {
        if (patches.IsEmpty)
        {
            return text;
        }

        var reading = new List<Problem>();
        var documents = KubernetesDocuments.Read(text, "what is rendered", reading);
        if (reading.Count > 0)
        {
            // What reads the text next reports that, with its file.
            return text;
        }

        var current = documents.Select(document => (KubernetesDocument?)document).ToArray();
        foreach (var patch in patches)
        {
            if (
                !Apply(patch, current, @namespace, problems)
                && !patch.IsOptional
                && (isWhole || !patch.IsForDefinitions)
            )
            {
                problems.Add(MatchesNothing(patch, documents));
            }
        }

        var patched = new StringBuilder();
        foreach (var document in current.OfType<KubernetesDocument>())
        {
            patched.Append("---\n").Append(document.Text).Append('\n');
        }

        return patched.ToString();
    }

    private static bool Apply(
        Patch patch,
        KubernetesDocument?[] documents,
        string @namespace,
        ICollection<Problem> problems
    )
    {
        var matched = false;
        for (var at = 0; at < documents.Length; at++)
        {
            if (documents[at] is not { } document || !patch.Target.Matches(document, @namespace))
            {
                continue;
            }

            matched = true;
            try
            {
                documents[at] = Changed(document, patch);
            }
            catch (PatchException exception)
            {
                problems.Add(
                    new Problem(
                        exception.Where,
                        $"the patch {patch.Name} does not fit {document}: {exception.Message}",
                        exception.Fix
                    )
                );
            }
        }

        return matched;
    }

    private static KubernetesDocument? Changed(KubernetesDocument document, Patch patch)
    {
        if (patch.Apply(document) is not { } json)
        {
            return null;
        }

        // The comments in front say which template it comes from.
        var comments = document.Text.Split('\n').TakeWhile(line => line.StartsWith('#') || line.Trim().Length == 0);
        var text = string.Concat(comments.Select(line => line + "\n")) + DocumentText.Of(json);
        return KubernetesDocuments.Read(text, document.ToString(), []) is [var read]
            ? read
            : throw new PatchException(patch.Where, "what it makes of it is not one resource", "correct the patch");
    }

    private static Problem MatchesNothing(Patch patch, ImmutableArray<KubernetesDocument> documents)
    {
        var ofKind = documents.Where(document => document.Kind == patch.Target.Kind).ToArray();
        var fix =
            ofKind.Length == 0
                ? Suggestion.Fix(
                    patch.Target.Kind,
                    Distinct(documents.Select(document => document.Kind)),
                    "kind",
                    "remove it"
                )
                : Suggestion.Fix(
                    patch.Target.Name ?? "",
                    Distinct(ofKind.Select(document => document.Name)),
                    patch.Target.Kind,
                    "remove it"
                );
        return new Problem(patch.Where, $"the patch {patch.Name} matches nothing: no {patch.Target} is rendered", fix);
    }

    private static IReadOnlyCollection<string> Distinct(IEnumerable<string> names) =>
        [.. names.Distinct().Order(StringComparer.Ordinal)];
}

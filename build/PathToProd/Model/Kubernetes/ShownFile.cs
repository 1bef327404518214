using PathToProd.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>How people see files of manifests that are compared: of the Secrets in them, no value.</summary>
public static class ShownFile
{
    /// <summary>One file before and after a change, as texts to compare line by line.</summary>
    /// <param name="before">Null when it is new.</param>
    /// <param name="after">Null when it goes.</param>
    public static (string? Before, string? After) Of(string? before, string? after)
    {
        if (!MayHoldSecrets(before) && !MayHoldSecrets(after))
        {
            return (before, after);
        }

        var (old, now) = (Read(before), Read(after));
        if (old is null || now is null)
        {
            var differs = before is not null && after is not null && before != after;
            return (
                before is null ? null : "(hidden)",
                after is null ? null
                : differs ? "(hidden, and differs)"
                : "(hidden)"
            );
        }

        return (
            before is null
                ? null
                : Join(old.Select(document => ShownDocument.Of(document, Find(now, document)).Before)),
            after is null ? null : Join(now.Select(document => ShownDocument.Of(Find(old, document), document).After))
        );
    }

    private static string Join(IEnumerable<string?> texts) => string.Join("\n---\n", texts);

    /// <summary>The same resource on the other side, wherever it stands there; null when it is not there.</summary>
    private static KubernetesDocument? Find(KubernetesDocument[] others, KubernetesDocument document) =>
        Array.Find(
            others,
            other =>
                (other.Group, other.Kind, other.Namespace, other.Name)
                == (document.Group, document.Kind, document.Namespace, document.Name)
        );

    private static bool MayHoldSecrets(string? text) =>
        text is not null && (text.Contains("Secret", StringComparison.Ordinal) || text.Contains('\\'));

    /// <summary>The documents; null when the text cannot be read, so that nothing is known about what it holds.</summary>
    private static KubernetesDocument[]? Read(string? text)
    {
        var problems = new List<Problem>();
        var documents = KubernetesDocuments.Read(text ?? "", "", problems);
        return problems.Count == 0 ? [.. documents] : null;
    }
}

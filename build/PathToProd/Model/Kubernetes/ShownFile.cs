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

        var pairs = Enumerable
            .Range(0, Math.Max(old.Length, now.Length))
            .Select(index => ShownDocument.Of(old.ElementAtOrDefault(index), now.ElementAtOrDefault(index)))
            .ToArray();
        return (
            before is null ? null : string.Join("\n---\n", pairs.Select(pair => pair.Before).OfType<string>()),
            after is null ? null : string.Join("\n---\n", pairs.Select(pair => pair.After).OfType<string>())
        );
    }

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

namespace ExternalDns;

/// <summary>Which zone external-dns keeps to.</summary>
internal static class ZoneFilter
{
    private const string Argument = "--domain-filter=";

    /// <summary>True when the rendered deployment names a zone.</summary>
    public static bool IsIn(IEnumerable<KubernetesDocument> documents) =>
        documents
            .Where(document => document is { Kind: "Deployment", Name: "external-dns" })
            .SelectMany(document => document.PodSpec!["containers"]!.AsArray())
            .SelectMany(container => container!["args"]!.AsArray())
            .Select(argument => argument!.GetValue<string>())
            .Any(argument =>
                argument.StartsWith(Argument, StringComparison.Ordinal) && argument.Length > Argument.Length
            );
}

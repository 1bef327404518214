namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>An image without a fixed tag is another image tomorrow.</summary>
internal static class NoLatestTag
{
    public static Policy Policy { get; } =
        new("no-latest-tag", "Every image has a tag or digest, and none is latest.", Violations);

    private static IEnumerable<(string What, string Fix)> Violations(KubernetesDocument document) =>
        from entry in Policy.Containers(document)
        let image = entry.Container["image"]?.ToString() ?? ""
        where !IsFixed(image)
        select (
            $"container {entry.Name} of {document} runs {(image.Length == 0 ? "no image" : image)}",
            "name a tag other than latest, or a digest"
        );

    private static bool IsFixed(string image)
    {
        if (image.Contains('@'))
        {
            return true;
        }

        // A colon before the last slash belongs to the registry's port.
        var tag = image[(image.LastIndexOf('/') + 1)..].Split(':');
        return tag is [_, not ("" or "latest")];
    }
}

using System.Collections.Immutable;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store.Blobs;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// What part of a component goes into its artifact: its manifest, the payload that is deployed, the scripts that test it where it
/// is deployed, and the C# of its own tasks, which know how that is done. Its README and the tests of its sources are not part
/// of it, so changing those deploys nothing.
/// </summary>
public static class ArtifactContent
{
    /// <summary>The files, in ordinal order of their paths.</summary>
    /// <param name="component">The component.</param>
    /// <param name="source">What its folder holds.</param>
    /// <param name="upstream">What others publish of it.</param>
    public static IReadOnlyList<ArtifactFile> Of(
        ComponentManifest component,
        ComponentSource source,
        ImmutableArray<ArtifactFile> upstream
    )
    {
        var payload = $"{ArtifactFormat.Of(component.Type).Folder}/";
        var scripts = component.Scripts.Select(script => script.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. source
                .Files.Where(file => IsPart(component, file.Path, payload, scripts))
                .Select(file => new ArtifactFile(
                    file.Path,
                    file.IsExecutable,
                    file.Length,
                    file.Digest,
                    () => SourceContent.Open(file.FullPath)
                ))
                .Concat(upstream)
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    private static bool IsPart(ComponentManifest component, string path, string payload, HashSet<string> scripts) =>
        path == "component.yaml"
        || scripts.Contains(path)
        || path.StartsWith(payload, StringComparison.Ordinal)
        || IsTask(path)
        || component.Chart is not null
            && (path == "values.yaml" || path.StartsWith("patches/", StringComparison.Ordinal));

    private static bool IsTask(string path) =>
        !path.Contains('/')
        && (path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".csproj", StringComparison.Ordinal));
}

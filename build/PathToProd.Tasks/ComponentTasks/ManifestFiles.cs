using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>The files of a folder that hold Kubernetes manifests.</summary>
internal static class ManifestFiles
{
    public static IEnumerable<string> Of(string folder) =>
        FileTree
            .Files(folder)
            .Where(file =>
                file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal)
            );
}

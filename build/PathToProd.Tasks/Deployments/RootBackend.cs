using PathToProd.Environments;
using PathToProd.Reporting;
using PathToProd.Terraform;

namespace PathToProd.Tasks.Deployments;

/// <summary>Reads which backend a root on disk declares, and holds it against what the environment says.</summary>
internal static class RootBackend
{
    /// <param name="root">The root's folder.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<Problem> Problems(string root, string shown, EnvironmentManifest environment) =>
        Directory.Exists(root) ? StateHome.Problems(environment, shown, Declared(root, shown)) : [];

    /// <summary>Refuses to go on with a root whose state would be lost, or would be shared with another component.</summary>
    /// <exception cref="PlatformException">All that is wrong (exit code 2).</exception>
    public static void Refuse(string root, string shown, EnvironmentManifest environment)
    {
        var problems = Problems(root, shown, environment).ToArray();
        if (problems.Length > 0)
        {
            throw new PlatformException(problems);
        }
    }

    // Terraform reads the files of the folder itself, and none below it. Of two declarations that are no override it says
    // itself that one is too many.
    private static DeclaredBackend? Declared(string root, string shown) =>
        Directory
            .EnumerateFiles(root)
            .Where(DeclaredBackend.IsRead)
            .OrderBy(DeclaredBackend.IsOverride)
            .ThenBy(file => file, StringComparer.Ordinal)
            .SelectMany(file => DeclaredBackend.In($"{shown}/{Path.GetFileName(file)}", File.ReadAllText(file)))
            .LastOrDefault();
}

using PathToProd.Model.CallerVariables;
using PathToProd.Model.Environments;
using PathToProd.Model.Terraform;
using PathToProd.Tasks.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Reads which backend a root on disk declares, and compares it with what the environment says.</summary>
internal static class RootBackend
{
    /// <param name="root">The root's folder.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<Problem> Problems(string root, string shown, EnvironmentManifest environment) =>
        Directory.Exists(root) ? StateHome.Problems(environment, shown, Declared(root, shown)) : [];

    /// <summary>The type of backend that a root declares; null when it declares none, or is not there.</summary>
    public static string? TypeOf(string root) => Directory.Exists(root) ? Declared(root, root)?.Type : null;

    /// <summary>
    /// Refuses to go on with a root whose state would be lost, would be shared with another component, or would be where a
    /// variable of the caller says.
    /// </summary>
    /// <exception cref="PlatformException">All that is wrong (exit code 2).</exception>
    public static void Refuse(string root, string shown, EnvironmentManifest environment)
    {
        var backends = UsedBackends.In(environment, new[] { TypeOf(root) }.OfType<string>());
        var problems = Problems(root, shown, environment)
            .Concat(ToolVariables.Of("terraform").Problems(CallerEnvironment.Variables, backends))
            .ToArray();
        PlatformException.ThrowIfAny(problems);
    }

    // Terraform reads the files of the folder itself, and none below it. Of two declarations that are not overrides it says
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

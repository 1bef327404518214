using System.Diagnostics;

namespace Repository.Tests.House;

/// <summary>The files that Git keeps, or would keep.</summary>
internal static class TrackedFiles
{
    /// <summary>Their paths below the root, with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = List();

    public static string Read(string file) => File.ReadAllText(Checkout.File(file));

    public static IEnumerable<string> Ending(params string[] ends) =>
        All.Where(file => ends.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    // Without Git (a copy of the sources), what .gitignore leaves out is left out by name.
    private static IReadOnlyList<string> List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0
            ? [.. files.Where(file => File.Exists(Checkout.File(file)))]
            :
            [
                .. Directory
                    .EnumerateFiles(Checkout.Root, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
                    .Where(file => !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git")),
            ];
    }
}

namespace Repository.Tests.House;

/// <summary>The files that Git keeps, or would keep.</summary>
internal static class TrackedFiles
{
    /// <summary>Their paths below the root, with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = SourceTree.Files();

    public static string Read(string file) => SourceTree.Read(file);

    public static IEnumerable<string> Ending(params string[] ends) =>
        All.Where(file => ends.Any(end => file.EndsWith(end, StringComparison.Ordinal)));
}

namespace Repository.Tests;

/// <summary>The checkout that the tests were compiled from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program, compiled in the tests' own configuration.</summary>
    public static string Program { get; } = FindProgram();

    /// <summary>A path below the root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "PathToProd.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the checkout.");
    }

    private static string FindProgram()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var bin = Path.Combine(Root, "artifacts", "dotnet", "bin");
        return Path.Combine(bin, "PathToProd.Host", configuration, "path-to-prod.dll");
    }
}

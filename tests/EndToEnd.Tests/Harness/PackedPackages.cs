namespace PathToProd.EndToEnd.Harness;

/// <summary>The packages of this project, made once for all tests that need them; or those that a variable names, made before.</summary>
internal static class PackedPackages
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The folder that holds them.</summary>
    public static string Folder => Made.Value;

    private static string Make() =>
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_PACKAGES") is { Length: > 0 } made ? made : Pack();

    private static string Pack()
    {
        var folder = Directory.CreateTempSubdirectory("path-to-prod-packages-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        RunningProgram
            .Start(
                "dotnet",
                [Repository.Host, "--target=Pack", $"--to={folder}"],
                SourceTree.Root,
                new Dictionary<string, string?> { ["PATH_TO_PROD_ROOT"] = SourceTree.Root }
            )
            .Wait(TimeSpan.FromMinutes(8))
            .ShouldExitWith(0);
        return folder;
    }
}

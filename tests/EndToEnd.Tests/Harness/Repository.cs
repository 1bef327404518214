namespace PathToProd.EndToEnd.Harness;

/// <summary>This repository, and the program as its launcher compiled it.</summary>
internal static class Repository
{
    private static readonly Lazy<string> LazyHost = new(FindHost);

    /// <summary>
    /// The compiled program. The launcher compiles it when sources changed, and does nothing otherwise;
    /// <c>PATH_TO_PROD_TEST_HOST</c> names another one.
    /// </summary>
    public static string Host => LazyHost.Value;

    private static string FindHost()
    {
        if (Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_HOST") is { Length: > 0 } named)
        {
            return named;
        }

        // Help reads nothing and runs nothing: what is left is the launcher.
        var launcher = RunningProgram.Start(
            Path.Combine(SourceTree.Root, "build.sh"),
            ["--target=Help"],
            SourceTree.Root
        );
        var outcome = launcher.Wait(TimeSpan.FromMinutes(10));
        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        var host = Path.Combine(SourceTree.Root, "artifacts", "host");
        return Path.Combine(host, File.ReadLines(Path.Combine(host, "current")).First(), "path-to-prod.dll");
    }
}

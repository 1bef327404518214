using System.Diagnostics;

namespace PathToProd.EndToEnd.Harness;

/// <summary>This repository, and the program as its launcher compiled it.</summary>
internal static class Repository
{
    private static readonly Lazy<string> LazyHost = new(FindHost);

    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The compiled program. The launcher compiles it when sources changed, and does nothing otherwise;
    /// <c>PATH_TO_PROD_TEST_HOST</c> names another one.
    /// </summary>
    public static string Host => LazyHost.Value;

    /// <summary>The files that Git knows below a path.</summary>
    public static IReadOnlyList<string> Files(params string[] paths)
    {
        using var git = Process.Start(
            new ProcessStartInfo(
                "git",
                ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", .. paths]
            )
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Where(file => File.Exists(Path.Combine(Root, file)))];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PathToProd.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not in a checkout.");
        }

        return folder.FullName;
    }

    private static string FindHost()
    {
        if (Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_HOST") is { Length: > 0 } named)
        {
            return named;
        }

        // Help reads nothing and runs nothing: what is left is the launcher.
        var launcher = RunningProgram.Start(Path.Combine(Root, "build.sh"), ["--target=Help"], Root);
        var outcome = launcher.Wait(TimeSpan.FromMinutes(10));
        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        var host = Path.Combine(Root, "artifacts", "host");
        return Path.Combine(host, File.ReadLines(Path.Combine(host, "current")).First(), "path-to-prod.dll");
    }
}

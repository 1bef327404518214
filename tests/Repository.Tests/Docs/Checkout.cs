using System.Diagnostics;

namespace Repository.Tests.Docs;

/// <summary>
/// A copy of this repository as a new clone of it is, in Git and with nothing changed, but for what the program
/// compiled already: only because compiling takes a while, not because anything needs it.
/// </summary>
internal sealed class Checkout : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);
    private static readonly string[] Compiled = ["artifacts/host", "artifacts/tools", "artifacts/tasks"];

    public Checkout()
    {
        Root = Directory.CreateTempSubdirectory("path-to-prod-readme-").FullName;
        Bash(Source, $"git ls-files -z --cached --others --exclude-standard | xargs -0 cp -a --parents -t '{Root}'");
        Bash(Root, "git init --quiet && git add --all");
        Bash(Root, "git -c user.name=ann -c user.email=ann@example.com commit --quiet --message=first");
        foreach (var folder in Compiled.Where(folder => Directory.Exists(Path.Combine(Source, folder))))
        {
            Bash(Source, $"cp -a --parents -t '{Root}' {folder}");
        }
    }

    /// <summary>The repository that these tests belong to.</summary>
    public static string Source
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "PathToProd.slnx")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }

    public string Root { get; }

    /// <summary>Runs a line as a person types it; returns the exit code and all that was printed.</summary>
    public (int ExitCode, string Output) Run(string line) => Start(Root, line);

    /// <summary>All files but the logs of runs, with their content's length and time.</summary>
    public Dictionary<string, (long Length, DateTime Time)> Files() =>
        new DirectoryInfo(Root)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Root, file.FullName), file.Length, Time: file.LastWriteTimeUtc))
            .Where(file => !file.Path.StartsWith("artifacts/runs/", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => (file.Length, file.Time));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Bash(string folder, string line)
    {
        var (exitCode, output) = Start(folder, line);
        exitCode.ShouldBe(0, output);
    }

    private static (int ExitCode, string Output) Start(string folder, string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"exec 2>&1; {line}"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("PATH_TO_PROD_ROOT");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{line} did not end within {Limit}.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult());
    }
}

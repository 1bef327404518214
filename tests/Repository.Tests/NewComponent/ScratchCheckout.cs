using System.Diagnostics;
using PathToProd.Tasks.Files;

namespace Repository.Tests.NewComponent;

/// <summary>A copy of this checkout's platform in a temporary folder, on which the compiled program runs.</summary>
internal sealed class ScratchCheckout : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string Source = FindSource();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("path-to-prod-new-");

    public ScratchCheckout()
    {
        FileTree.Copy(InSource("components"), InRoot("components"));
        FileTree.Copy(InSource("environments"), InRoot("environments"));
        foreach (var ledger in Directory.EnumerateFiles(InRoot("environments"), "*.jsonl", SearchOption.AllDirectories))
        {
            File.Delete(ledger);
        }

        foreach (var file in Directory.EnumerateFiles(Source).Where(file => Path.GetFileName(file) != ".git"))
        {
            FileTree.CopyFile(file, InRoot(Path.GetFileName(file)));
        }

        FileTree.CopyFile(InSource("build/tools.yaml"), InRoot("build/tools.yaml"));

        // Tools that this checkout has installed, and keeps.
        Directory.CreateDirectory(InSource("artifacts/tools"));
        Directory.CreateDirectory(InRoot("artifacts"));
        Directory.CreateSymbolicLink(InRoot("artifacts/tools"), InSource("artifacts/tools"));
    }

    public string Root => _folder.FullName;

    public string InRoot(string path) => Path.Combine(Root, path);

    public static string InSource(string path) => Path.Combine(Source, path);

    /// <summary>Runs the program to its end.</summary>
    public (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = InSource($"artifacts/dotnet/bin/PathToProd.Host/{configuration}/path-to-prod.dll");
        return Start("dotnet", [program, .. arguments]);
    }

    /// <summary>Runs any program in the root, to its end.</summary>
    public (int ExitCode, string Output, string Error) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH_TO_PROD_ROOT"] = Root;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Limit}.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Runs the program, which must succeed; gives its standard output.</summary>
    public string RunWell(params string[] arguments)
    {
        var (exitCode, output, error) = Run(arguments);
        exitCode.ShouldBe(0, $"{string.Join(' ', arguments)}\n{output}\n{error}");
        return output;
    }

    public void Dispose()
    {
        Directory.Delete(InRoot("artifacts/tools")); // the link only
        _folder.Delete(recursive: true);
    }

    private static string FindSource()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PathToProd.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
        }

        return folder.FullName;
    }
}

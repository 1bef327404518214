using PathToProd.Tasks.Files;

namespace Repository.Tests.NewComponent;

/// <summary>A copy of this checkout's platform in a temporary folder, on which the compiled program runs.</summary>
internal sealed class ScratchCheckout : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ScratchCheckout()
    {
        FileTree.Copy(SourceTree.PathOf("components"), InRoot("components"));
        FileTree.Copy(SourceTree.PathOf("environments"), InRoot("environments"));
        foreach (var ledger in Directory.EnumerateFiles(InRoot("environments"), "*.jsonl", SearchOption.AllDirectories))
        {
            File.Delete(ledger);
        }

        foreach (var file in Directory.EnumerateFiles(SourceTree.Root).Where(file => Path.GetFileName(file) != ".git"))
        {
            FileTree.CopyFile(file, InRoot(Path.GetFileName(file)));
        }

        // Tools that this checkout has installed, and keeps.
        Directory.CreateDirectory(SourceTree.PathOf("artifacts/tools"));
        Directory.CreateDirectory(InRoot("artifacts"));
        Directory.CreateSymbolicLink(InRoot("artifacts/tools"), SourceTree.PathOf("artifacts/tools"));
    }

    public string Root => _folder.Path;

    public string InRoot(string path) => Path.Combine(Root, path);

    /// <summary>Runs the program to its end.</summary>
    public ProgramEnd Run(params string[] arguments) => Start("dotnet", [SourceTree.Program, .. arguments]);

    /// <summary>Runs any program in the root, to its end.</summary>
    public ProgramEnd Start(string program, params string[] arguments)
    {
        var start = ExternalProgram.Start(Root, program, arguments);
        start.Environment["PATH_TO_PROD_ROOT"] = Root;
        return ExternalProgram.End(start);
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
        _folder.Dispose();
    }
}

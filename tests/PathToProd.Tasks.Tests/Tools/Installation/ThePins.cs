using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>The repository's own <c>build/tools.yaml</c>.</summary>
internal static class ThePins
{
    public static PinnedTools Read()
    {
        var problems = new List<Problem>();
        var pins = ToolPinsReader.Read(
            "build/tools.yaml",
            File.ReadAllText(RepositoryFile("build/tools.yaml")),
            problems
        );
        problems.ShouldBeEmpty();
        return pins;
    }

    public static string RepositoryFile(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, path)))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException(path);
        }

        return Path.Combine(folder, path);
    }
}

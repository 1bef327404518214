using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>The pins of a platform: those that this library carries, and over them the platform's own <c>tools.yaml</c>.</summary>
public static class PlatformPins
{
    private const string Carried = "tools.yaml";

    /// <summary>Reads them.</summary>
    /// <exception cref="PlatformException">The platform's file is wrong, or cannot be read: exit code 2.</exception>
    public static PinnedTools Read(Workspace workspace)
    {
        using var reader = new StreamReader(typeof(PlatformPins).Assembly.GetManifestResourceStream(Carried)!);
        var own = new DiskPlatformFiles(workspace).Read(ToolPinsReader.PlatformFile);
        var problems = new List<Problem>();
        var pins = ToolPinsReader.Read("build/tools.yaml", reader.ReadToEnd(), own, problems);
        PlatformException.ThrowIfAny(problems);
        return pins;
    }
}

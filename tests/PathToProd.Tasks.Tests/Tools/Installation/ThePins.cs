using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>The repository's own <c>build/tools.yaml</c>.</summary>
internal static class ThePins
{
    public static PinnedTools Read()
    {
        var problems = new List<Problem>();
        var pins = ToolPinsReader.Read("build/tools.yaml", SourceTree.Read("build/tools.yaml"), problems);
        problems.ShouldBeEmpty();
        return pins;
    }
}

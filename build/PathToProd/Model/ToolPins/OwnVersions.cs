using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.ToolPins;

/// <summary>A platform that pins another version needs its digests too: those of Path to Prod are of another download.</summary>
internal static class OwnVersions
{
    public static IEnumerable<Problem> ProblemsIn(ValueNode.Map own, ValueNode.Map all) =>
        from tool in own.Entries
        let keys = tool.Value as ValueNode.Map
        where keys?.Find("version") is not null && keys.Find("sources") is null && HasDownload(all.Find(tool.Key))
        select new Problem(
            keys.Find("version")!.KeyWhere,
            $"tools.{tool.Key} has another version here, and the digests of its downloads are of the one that Path to Prod pins",
            "add `sources:` with the digests of this version"
        );

    private static bool HasDownload(MapEntry? tool) =>
        (tool?.Value as ValueNode.Map)?.Find("sources")?.Value is ValueNode.List sources
        && sources.Items.Any(source => source is ValueNode.Map);
}

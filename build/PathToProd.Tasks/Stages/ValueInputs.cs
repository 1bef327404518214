using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Facts.Sources;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Values as inputs: each leaf by its path. A secret is only named, so none of them is secret.</summary>
internal static class ValueInputs
{
    private const int LongestShown = 60;

    public static InputDigests Of(ResolvedValues values) =>
        new(Leaves(values).Select(leaf => new InputDigest(leaf.Path, Short(leaf.Json))));

    /// <summary>The values of a deployment, and what else decides what is deployed.</summary>
    public static InputDigests OfDeployment(ResolvedValues values) =>
        // A value may have the same name; then it is the one that is reported.
        new(Of(values).All.Concat(values.RenderedFor).DistinctBy(input => input.Name));

    /// <summary>Each leaf by its path, as JSON.</summary>
    public static IEnumerable<(string Path, string Json)> Leaves(ResolvedValues values) =>
        Leaves(values.Json, path: "");

    private static IEnumerable<(string Path, string Json)> Leaves(JsonObject map, string path)
    {
        foreach (var (key, value) in map)
        {
            var here = ValuePath.Join(path, key);
            if (value is JsonObject { Count: > 0 } inner)
            {
                foreach (var leaf in Leaves(inner, here))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return (here, value?.ToJsonString() ?? "null");
            }
        }
    }

    /// <summary>A text as it is, or its digest when it is long.</summary>
    public static string Short(string text) =>
        text.Length <= LongestShown ? text : Digest.Of(Encoding.UTF8.GetBytes(text)).ToString();
}

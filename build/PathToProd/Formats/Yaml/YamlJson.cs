using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Formats.Yaml;

/// <summary>
/// Turns YAML that Kubernetes' programs own (manifests, charts, kubeconfigs) into the JSON that kubectl and Helm make of
/// it: YAML 1.1, where <c>yes</c> is true and <c>0400</c> is 256. Anchors and merge keys are resolved.
/// </summary>
public static class YamlJson
{
    /// <summary>Reads one document that is a map; null when the text holds no document, or, with a problem, when it is not a map.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where a problem is added.</param>
    /// <param name="firstLine">The line of the file at which the text starts.</param>
    public static JsonObject? Read(string text, string file, ICollection<Problem> problems, int firstLine = 1) =>
        YamlDocument.Read(text, file, problems, firstLine)?.Json;
}

using System.Text.Json.Nodes;
using PathToProd.Reporting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Kubernetes;

/// <summary>
/// Turns YAML that other programs own (rendered manifests, charts, kubeconfigs) into JSON by YAML's core schema: plain
/// scalars are null, Boolean, number or string. Anchors and merge keys are resolved, as kubectl resolves them.
/// </summary>
public static class YamlJson
{
    /// <summary>Reads one document that is a map; null when the text holds no document, or, with a problem, when it is not a map.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where a problem is added.</param>
    /// <param name="firstLine">The line of the file at which the text starts.</param>
    public static JsonObject? Read(string text, string file, ICollection<Problem> problems, int firstLine = 1)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
            var node = root is null ? null : new YamlTree().ToJson(root);
            if (node is null or JsonObject)
            {
                return (JsonObject?)node;
            }

            problems.Add(
                new Problem(
                    At(root!.Start, file, firstLine),
                    "the document is not a map",
                    "write keys and values, such as apiVersion: v1"
                )
            );
        }
        catch (YamlException exception)
        {
            problems.Add(
                new Problem(
                    At(exception.Start, file, firstLine),
                    $"the document is not YAML: {exception.Message.TrimEnd('.')}",
                    "correct it there or just above"
                )
            );
        }

        return null;
    }

    private static SourcePosition At(Mark mark, string file, int firstLine) =>
        new(file, firstLine + Math.Max(0, (int)mark.Line - 1), Math.Max(1, (int)mark.Column));
}

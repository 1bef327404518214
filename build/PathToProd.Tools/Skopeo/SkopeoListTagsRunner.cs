using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Skopeo;

/// <summary>Runs <c>skopeo list-tags</c>.</summary>
public sealed class SkopeoListTagsRunner(ICakeContext context) : SkopeoRunner<SkopeoListTagsSettings>(context)
{
    private static readonly string[] NotThere = ["404 (Not Found)", "name unknown", "status code 404"];

    /// <summary>The tags of a repository, in the registry's order; none when there is no such repository.</summary>
    public IReadOnlyList<string> Tags(string repository, SkopeoListTagsSettings settings)
    {
        var arguments = Begin("list-tags", settings)
            .Flag("--tls-verify", settings.TlsVerify)
            .Positional(repository, "repository");
        var call = new ToolCall("skopeo list-tags", arguments) { IsCaptured = true, Answers = [1] };
        var result = Execute(settings, call);
        if (result.ExitCode != 0)
        {
            return NotThere.Any(phrase => result.Error.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                ? []
                : throw Failed(settings, call, result);
        }

        return ToolJson.Read(
            call,
            result.Output,
            "a list of tags",
            node =>
                node["Tags"] switch
                {
                    JsonArray tags => tags.Select(tag => (string)tag!).ToArray(),
                    null when node is JsonObject => [],
                    _ => null,
                }
        );
    }
}

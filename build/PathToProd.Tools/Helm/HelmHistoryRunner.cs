using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm history -o json</c>.</summary>
public sealed class HelmHistoryRunner(ICakeContext context) : HelmRunner<HelmHistorySettings>(context)
{
    /// <summary>The revisions of a release, oldest first; none when there is no such release.</summary>
    public IReadOnlyList<HelmRevision> History(string release, HelmHistorySettings settings)
    {
        var arguments = Begin("history", (release, "release's name"))
            .Append("--output=json")
            .Option("--max", settings.Max);
        var call = new ToolCall("helm history", End(arguments, settings));
        return Ask(settings, call) is { } result
            ? ToolJson.Read(call, result.Output, "the history of a release", HelmJson.Revisions)
            : [];
    }
}

using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm status -o json</c>.</summary>
public sealed class HelmStatusRunner(ICakeContext context) : HelmRunner<HelmStatusSettings>(context)
{
    /// <summary>The status of a release; null when there is no such release.</summary>
    public HelmReleaseDetails? Status(string release, HelmStatusSettings settings)
    {
        var arguments = Begin("status", (release, "release's name"))
            .Append("--output=json")
            .Option("--revision", settings.Revision);

        // The JSON carries the values and the manifest of the release as well.
        var call = new ToolCall("helm status", End(arguments, settings)) { IsSensitive = true };
        return Ask(settings, call) is { } result
            ? ToolJson.Read(call, result.Output, "the status of a release", HelmJson.Details)
            : null;
    }
}

using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Skopeo;

/// <summary>Runs <c>skopeo inspect --raw</c>.</summary>
public sealed class SkopeoInspectRunner(ICakeContext context) : SkopeoRunner<SkopeoInspectSettings>(context)
{
    private static readonly string[] NotThere =
    [
        "manifest unknown",
        "name unknown",
        "status code 404",
        "404 (Not Found)",
    ];

    /// <summary>The manifest that a place names, as text; null when there is none.</summary>
    public string? Manifest(string image, SkopeoInspectSettings settings)
    {
        // Without --raw it wants to understand the config, which it does for container images alone.
        var arguments = Begin("inspect", settings)
            .Append("--raw")
            .Flag("--tls-verify", settings.TlsVerify)
            .Positional(image, "image");
        var call = new ToolCall("skopeo inspect", arguments) { IsCaptured = true, Answers = [1] };
        var result = Execute(settings, call);
        return result.ExitCode == 0 ? result.Output
            : NotThere.Any(phrase => result.Error.Contains(phrase, StringComparison.OrdinalIgnoreCase)) ? null
            : throw Failed(settings, call, result);
    }
}

using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Skopeo;

/// <summary>Runs <c>skopeo copy</c>.</summary>
public sealed class SkopeoCopyRunner(ICakeContext context) : SkopeoRunner<SkopeoCopySettings>(context)
{
    /// <summary>Copies what one place names to another.</summary>
    public void Copy(string source, string destination, SkopeoCopySettings settings)
    {
        var arguments = Begin("copy", settings)
            .Flag("--quiet", settings.Quiet)
            .Flag("--preserve-digests", settings.PreserveDigests)
            .Flag("--src-tls-verify", settings.SourceTlsVerify)
            .Flag("--dest-tls-verify", settings.DestinationTlsVerify)
            .Option("--src-shared-blob-dir", settings.SourceSharedBlobs)
            .Option("--dest-shared-blob-dir", settings.DestinationSharedBlobs)
            .Positional(source, "source")
            .Positional(destination, "destination");
        Execute(settings, new ToolCall("skopeo copy", arguments) { IsCaptured = true });
    }
}

using System.Text.RegularExpressions;
using Cake.Core;
using Cake.Skopeo;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Model.Stores;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>
/// Charts and modules in registries, over Skopeo, which finds credentials and mirrors where its users keep them.
/// </summary>
internal sealed partial class RegistryUpstream(Lazy<ICakeContext> context) : IUpstream
{
    private const string Fix = "see that the registry can be reached, and that you are logged in where it wants that";

    /// <summary>How long a question may take; copying may take as long as it likes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The layers that hold a chart, or a module as OpenTofu, ORAS and Flux pack one.</summary>
    private static readonly string[] Chart = [MediaTypes.HelmChart];
    private static readonly string[] Module =
    [
        MediaTypes.Zip,
        MediaTypes.FluxContent,
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/gzip",
        "application/zip",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Versions(UpstreamReference reference) =>
        Ask(() =>
                context.Value.SkopeoListTags(
                    $"docker://{reference.Image}",
                    new() { TlsVerify = TlsVerify(reference), CommandTimeout = Patience }
                )
            )
            .Select(tag => tag.Replace('_', '+'))
            .ToArray();

    /// <inheritdoc/>
    public FetchedPackage Fetch(UpstreamReference reference)
    {
        var image = $"docker://{reference.Image}:{reference.Tag}";
        var text =
            Ask(() =>
                context.Value.SkopeoInspect(
                    image,
                    new() { TlsVerify = TlsVerify(reference), CommandTimeout = Patience }
                )
            )
            ?? throw new UpstreamException(
                "the registry does not have that version",
                "correct the repository or the version"
            );
        var layer = Layer(reference, text);
        var folder = TemporaryFolders.New();
        try
        {
            using var layout = new StoreLayout(Path.Combine(folder, "layout"));
            Ask(() =>
            {
                context.Value.SkopeoCopy(
                    image,
                    layout.Reference,
                    new()
                    {
                        PreserveDigests = true,
                        Quiet = true,
                        SourceTlsVerify = TlsVerify(reference),
                        WorkingDirectory = layout.Parent,
                    }
                );
                return true;
            });
            return new FetchedPackage(File.ReadAllBytes(layout.Blob(layer.Digest)));
        }
        catch (IOException exception)
        {
            throw new UpstreamException($"it could not be copied ({exception.Message})", Fix, exception);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static OciDescriptor Layer(UpstreamReference reference, string manifest)
    {
        var types = reference.IsChart ? Chart : Module;
        if (!OciManifest.TryParse(System.Text.Encoding.UTF8.GetBytes(manifest), out var read, out var error))
        {
            throw new UpstreamException(
                $"what the registry has under that version is no package: {error}",
                "correct the version"
            );
        }

        return read.Layers.FirstOrDefault(layer => types.Contains(layer.MediaType) && layer.Digest.IsValid)
            ?? throw new UpstreamException(
                $"what the registry has under that version holds no {(reference.IsChart ? "chart" : "module")}, but {string.Join(", ", read.Layers.Select(layer => layer.MediaType))}",
                "correct the repository or the version"
            );
    }

    private static bool? TlsVerify(UpstreamReference reference) =>
        new StoreAddress(reference.Image.Split('/')[0], "").IsLoopback ? false : null;

    private static T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (PlatformException exception)
        {
            throw new UpstreamException(Said(exception), Fix, exception);
        }
    }

    /// <summary>What Skopeo itself said, without the time and the level of its log.</summary>
    private static string Said(PlatformException exception) =>
        exception.ToolLines is [.., var line] && Message().Match(line) is { Success: true } match
            ? match.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal).TrimEnd('.')
            : Prose.FirstLine(exception.Message).TrimEnd('.');

    [GeneratedRegex("msg=\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Message();
}

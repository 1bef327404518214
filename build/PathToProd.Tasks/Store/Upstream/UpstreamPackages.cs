using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Tools;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>
/// The charts and modules that others publish and components refer to. Each is fetched once and kept by its digest below
/// <c>artifacts/upstream</c>; one whose digest is not the one that the component says is refused, and nothing of it is kept.
/// </summary>
/// <param name="workspace">Where they are kept.</param>
/// <param name="platform">Names users and passwords.</param>
/// <param name="tools">Finds Skopeo when a registry is first asked.</param>
/// <param name="scope">What its processes have in common.</param>
internal sealed class UpstreamPackages(
    Workspace workspace,
    PlatformManifest platform,
    Toolbox tools,
    ProcessScope scope
)
{
    private readonly RegistryUpstream _registry = new(new(() => new ToolContext(scope, [tools.Get("skopeo")])));
    private readonly GitUpstream _git = new(scope);
    private readonly HttpUpstream _http = new(
        new HttpCredentials(platform, workspace, scope.Redactor),
        scope.Cancellation
    );

    /// <summary>The versions that are published; null where no one lists them.</summary>
    /// <exception cref="PlatformException">They cannot be looked up (exit code 1).</exception>
    public IReadOnlyList<string>? Versions(UpstreamReference reference)
    {
        try
        {
            return Of(reference).Versions(reference);
        }
        catch (UpstreamException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The versions of {reference.Name} cannot be looked up: {exception.Message}; {Sentence(exception.Fix)}",
                exception
            );
        }
    }

    /// <summary>A package as it is published now, whatever its digest; it is kept, so that the next build finds it.</summary>
    /// <exception cref="PlatformException">It cannot be fetched, or is something else (exit code 1).</exception>
    public UpstreamPackage Published(UpstreamReference reference, string? folder)
    {
        try
        {
            var fetched = Of(reference).Fetch(reference);
            var package = UpstreamPackage.Of(reference, folder, fetched.Bytes);
            if (fetched.Said is { } said && said != package.Digest)
            {
                throw new UpstreamException(
                    $"its digest is {package.Digest}, and the repository says {said}",
                    "tell its makers; nothing of it was kept"
                );
            }

            AtomicFile.Write(FileOf(package.Digest), fetched.Bytes);
            return package with { Commit = fetched.Commit };
        }
        catch (UpstreamException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{Capital(reference.ToString())} cannot be fetched: {exception.Message}; {Sentence(exception.Fix)}",
                exception
            );
        }
    }

    /// <summary>The package that a component refers to, of here when it was fetched before.</summary>
    /// <exception cref="PlatformException">
    /// It has another digest, or none was written down (exit code 2), or it cannot be fetched (1).
    /// </exception>
    public UpstreamPackage Get(ComponentManifest component, UpstreamReference reference)
    {
        PlatformException.ThrowIfAny([.. Undecided(component)]);
        var digest = reference.Digest!;
        var folder = Folder(component, reference);
        try
        {
            if (Kept(digest) is { } kept)
            {
                return UpstreamPackage.Of(reference, folder, kept);
            }

            var fetched = Of(reference).Fetch(reference);
            PlatformException.ThrowIfAny([.. Differences(component, reference, fetched)]);
            var package = UpstreamPackage.Of(reference, folder, fetched.Bytes);
            AtomicFile.Write(FileOf(digest), fetched.Bytes);
            return package;
        }
        catch (UpstreamException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{component.Source[reference.Key]}: {reference} cannot be fetched: {exception.Message}; {Sentence(exception.Fix)}",
                exception
            );
        }
    }

    /// <summary>What a component refers to without a digest, so that nothing can be built of it.</summary>
    public static IEnumerable<Problem> Undecided(ComponentManifest component) =>
        component
            .Upstream.Where(reference => !reference.IsPinned || !reference.Digest!.IsValid)
            .Select(reference => new Problem(
                component.Source[reference.IsPinned ? $"{reference.Key}.digest" : reference.Key],
                reference.IsPinned
                    ? $"{reference} is pinned by another digest than SHA-256"
                    : $"{reference} has no {(reference.Digest is null ? "digest" : "commit")}, so that no one can check what is fetched",
                $"look it up and write it down: ./build.sh --target=Bump --component={component.Name}"
            ));

    /// <summary>The files that become part of a component's artifact.</summary>
    /// <param name="component">The component.</param>
    /// <exception cref="PlatformException">As <see cref="Get"/>.</exception>
    public ImmutableArray<ArtifactFile> Files(ComponentManifest component) =>
        [.. component.Upstream.SelectMany(reference => InArtifact(reference, Get(component, reference)))];

    /// <summary>The same of what was fetched before; null when something was not.</summary>
    public ImmutableArray<ArtifactFile>? FilesHere(ComponentManifest component) =>
        component.Upstream.All(reference => reference.Digest is { IsValid: true } digest && Kept(digest) is not null)
            ? Files(component)
            : null;

    /// <summary>A folder with the chart as it is published, for tools that read one.</summary>
    /// <exception cref="PlatformException">As <see cref="Get"/>.</exception>
    public string Unpacked(ComponentManifest component, UpstreamReference reference) =>
        Unpack(Get(component, reference));

    /// <summary>A folder with a package's files.</summary>
    public string Unpack(UpstreamPackage package)
    {
        var folder = Path.Combine(workspace.Upstream, package.Digest.Hex);
        var expected = TreeDigest.Of(
            package.Files.Select(file =>
                (file.Path, file.IsExecutable && !OperatingSystem.IsWindows(), Digest.Of(file.Content))
            )
        );
        if (!Directory.Exists(folder) || TreeDigest.Of(folder) != expected)
        {
            AtomicFolder.Replace(folder, next => Write(package, next));
        }

        return folder;
    }

    private static void Write(UpstreamPackage package, string folder)
    {
        foreach (var file in package.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content);
            if (file.IsExecutable && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
            }
        }
    }

    private static IEnumerable<ArtifactFile> InArtifact(UpstreamReference reference, UpstreamPackage package)
    {
        var folder = reference.IsChart ? "chart" : $"terraform/modules/{reference.Name}";
        return package.Files.Select(file => new ArtifactFile(
            $"{folder}/{file.Path}",
            file.IsExecutable,
            file.Content.LongLength,
            Digest.Of(file.Content),
            () => new MemoryStream(file.Content)
        ));
    }

    private static string? Folder(ComponentManifest component, UpstreamReference reference) =>
        reference.IsChart ? null : component.Modules.First(module => module.Name == reference.Name).Folder;

    /// <summary>What was kept, when it still is what it was.</summary>
    private byte[]? Kept(Digest digest)
    {
        var file = FileOf(digest);
        return File.Exists(file) && File.ReadAllBytes(file) is var bytes && Digest.Of(bytes) == digest ? bytes : null;
    }

    private string FileOf(Digest digest) => Path.Combine(workspace.Upstream, $"{digest.Hex}.package");

    private IUpstream Of(UpstreamReference reference) =>
        reference.IsInRegistry ? _registry
        : reference.Git is not null ? _git
        : _http;

    /// <summary>What differs from what is written down: the commit, else the digest.</summary>
    private static IEnumerable<Problem> Differences(
        ComponentManifest component,
        UpstreamReference reference,
        FetchedPackage fetched
    )
    {
        var (key, actual, pinned) =
            fetched.Commit != reference.Commit
                ? ("commit", fetched.Commit, reference.Commit)
                : ("digest", Digest.Of(fetched.Bytes).ToString(), reference.Digest!.ToString());
        if (actual != pinned)
        {
            yield return new Problem(
                component.Source[$"{reference.Key}.{key}"],
                $"{reference} is refused: its {key} is {actual}, and {pinned} is pinned",
                $"nothing of it was kept; when its makers published it again, see what changed and pin it: ./build.sh --target=Bump --component={component.Name} --to={reference.Version} --dry-run"
            );
        }
    }

    private static string Sentence(string fix) => fix.EndsWith('?') ? fix : $"{fix}.";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

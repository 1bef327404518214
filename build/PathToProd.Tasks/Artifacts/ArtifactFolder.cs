using PathToProd.Components;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Artifacts;

/// <summary>Makes artifacts in <c>artifacts/built/</c>, one folder for each digest.</summary>
public static class ArtifactFolder
{
    /// <summary>
    /// What makes up a component's artifact: its manifest, the payload that is deployed, and the smoke script. Its
    /// README, tests and tasks are not part of it, so changing those deploys nothing.
    /// </summary>
    /// <param name="folder">The component's folder.</param>
    /// <param name="manifest">The component's manifest.</param>
    public static IReadOnlyList<(string PathInTree, string File)> Content(string folder, ComponentManifest manifest)
    {
        var payload = Payload(manifest.Type);
        var files = new List<(string, string)> { ("component.yaml", Path.Combine(folder, "component.yaml")) };
        var payloadFolder = Path.Combine(folder, payload);
        if (Directory.Exists(payloadFolder))
        {
            files.AddRange(
                FileTree.Files(payloadFolder).Select(file => ($"{payload}/{file}", Path.Combine(payloadFolder, file)))
            );
        }

        if (manifest.Smoke?.Script is { } script && files.TrueForAll(file => file.Item1 != script))
        {
            AddScript(files, folder, script);
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Item1, right.Item1));
        return files;
    }

    /// <summary>The folder inside a component that holds what is deployed.</summary>
    public static string Payload(ComponentType type) =>
        type switch
        {
            ComponentType.Helm => "chart",
            ComponentType.Terraform => "terraform",
            _ => "manifests",
        };

    /// <summary>The artifact that these sources make, whether or not it was built already.</summary>
    public static Artifact Describe(Workspace workspace, ComponentManifest manifest)
    {
        var digest = TreeDigest.Of(Content(workspace.Component(manifest.Name), manifest));
        return At(workspace, manifest, digest);
    }

    /// <summary>The artifact with a digest.</summary>
    public static Artifact At(Workspace workspace, ComponentManifest manifest, string digest)
    {
        var name = $"{manifest.Version}-{digest["sha256:".Length..][..12]}";
        return new Artifact(
            manifest.Name,
            manifest.Version,
            digest,
            Path.Combine(workspace.Built(manifest.Name), name)
        );
    }

    /// <summary>True when the folder is there with exactly the content that the digest names.</summary>
    public static bool IsBuilt(Artifact artifact) => TreeDigest.Of(artifact.Folder) == artifact.Digest;

    /// <summary>Copies the content to its place, all of it or nothing.</summary>
    /// <exception cref="PlatformException">A file changed while it was copied (exit code 1); nothing was kept.</exception>
    public static void Make(Artifact artifact, IReadOnlyList<(string PathInTree, string File)> content) =>
        AtomicFolder.Replace(
            artifact.Folder,
            next =>
            {
                foreach (var (pathInTree, file) in content)
                {
                    FileTree.CopyFile(file, Path.Combine(next, pathInTree));
                }

                var made = TreeDigest.Of(next)!;
                if (made != artifact.Digest)
                {
                    throw new PlatformException(
                        ExitCode.Failed,
                        $"{artifact.Component} changed while it was built: {ShortDigest.Text(artifact.Digest)} became {ShortDigest.Text(made)}. "
                            + "Nothing was kept. Build it again when its files are at rest."
                    );
                }
            }
        );

    private static void AddScript(List<(string, string)> files, string folder, string script)
    {
        var file = new FileInfo(Path.Combine(folder, script));
        _ = TreeLink.Follow(file, folder, [folder]);
        if (file.Exists)
        {
            files.Add((script, file.FullName));
        }
    }
}

using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;

namespace PathToProd.Tasks.Stages;

/// <summary>The build record of an artifact as a file, for tools that sign and check statements of in-toto.</summary>
internal static class ProvenanceFile
{
    private static readonly string Program = typeof(ProvenanceFile).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Writes it, unless there is one: as with the record, the first one stays.</summary>
    public static void Write(Workspace workspace, StoredArtifact artifact)
    {
        var file = workspace.ProvenanceOf(artifact.Component, artifact.Digest.Hex);
        if (File.Exists(file))
        {
            return;
        }

        var text = ProvenanceStatement.Write(
            artifact.Component,
            artifact.Version,
            artifact.Digest,
            artifact.Record,
            Program
        );
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(text), isDurable: false);
    }
}

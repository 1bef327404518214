using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.EvidenceRecords;

/// <summary>The evidence of a checkout on disk. Lines are only ever added; each is on the disk before the call returns.</summary>
/// <param name="workspace">The checkout. The file and its folder need not exist yet.</param>
public sealed class EvidenceFile(Workspace workspace)
{
    private readonly AppendOnlyFile _file = new(
        workspace.Evidence,
        $"the evidence {workspace.Show(workspace.Evidence)}",
        isDurable: true
    );

    private readonly EvidenceCache _cache = new(workspace);

    /// <summary>
    /// Adds evidence, all of it or nothing: what belongs together is never half there, unless the machine fails meanwhile.
    /// Safe for several processes and threads at once.
    /// </summary>
    /// <returns>What was written, with its digests.</returns>
    /// <exception cref="PlatformException">It could not be written (exit code 1); every earlier line is still there.</exception>
    public ImmutableArray<Evidence> Append(params IEnumerable<Evidence> evidence)
    {
        var written = ImmutableArray.CreateBuilder<Evidence>();
        var lines = new List<string>();
        foreach (var one in evidence)
        {
            var (line, digest) = EvidenceText.Write(one);
            lines.Add(line);
            written.Add(one with { Digest = digest });
        }

        if (lines.Count > 0)
        {
            _file.Append(lines);
        }

        return written.ToImmutable();
    }

    /// <summary>Reads all of it: what was added since the last time, and the rest from what that time kept. Evidence that does not exist yet is none.</summary>
    /// <exception cref="PlatformException">It is there and could not be read (exit code 1).</exception>
    public EvidenceReading Read() =>
        _file.Read(
            (handle, length) =>
                (handle is null ? EvidencePrefix.None : _cache.Read(handle, length)).Reading(
                    workspace.Show(workspace.Evidence)
                )
        );
}

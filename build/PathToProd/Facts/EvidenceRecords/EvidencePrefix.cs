using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// What the first bytes of a file of evidence said. As lines are only ever added, it stays true of a file that begins with
/// the same bytes, whatever follows them.
/// </summary>
/// <param name="Length">How many bytes; they end with a line, or are all that was read.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Entries">The evidence, in the order of the file; what stands there twice, once.</param>
/// <param name="Ignored">The lines that do not count.</param>
public sealed record EvidencePrefix(
    long Length,
    int Lines,
    ImmutableArray<Evidence> Entries,
    ImmutableArray<IgnoredEvidence> Ignored
)
{
    /// <summary>No bytes say nothing.</summary>
    public static readonly EvidencePrefix None = new(0, 0, [], []);

    /// <summary>The same as the reading of a whole file.</summary>
    public EvidenceReading Reading(string file) =>
        new(
            Entries,
            [.. Ignored.Select(line => new Problem(new SourcePosition(file, line.Line, 1), line.What, line.Fix))],
            file
        );
}

/// <summary>A line that does not count.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="What">What is wrong, without a full stop.</param>
/// <param name="Fix">What to do about it, without a full stop.</param>
public sealed record IgnoredEvidence(int Line, string What, string Fix);

using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>A whole file of evidence: what could be read, and what had to be ignored.</summary>
/// <param name="Entries">The evidence, in the order of the file; what stands there twice, once.</param>
/// <param name="Problems">What was ignored, with its line. Nothing of it is lost: the file keeps it.</param>
/// <param name="File">The file, as messages name it.</param>
public sealed record EvidenceReading(
    ImmutableArray<Evidence> Entries,
    ImmutableArray<Problem> Problems,
    string File = EvidenceText.FileName
)
{
    /// <summary>No evidence at all.</summary>
    public static readonly EvidenceReading None = new([], []);
}

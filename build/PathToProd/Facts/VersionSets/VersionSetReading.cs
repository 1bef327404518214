using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>What a file says that should hold a version set.</summary>
/// <param name="Set">The set; null when there is any problem: a set that is not whole is none.</param>
/// <param name="Problems">All that is wrong with it.</param>
public sealed record VersionSetReading(VersionSet? Set, ImmutableArray<Problem> Problems);

using System.Collections.Immutable;
using PathToProd.Facts.Sources;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>All that a component's Build and Test see of the repository.</summary>
/// <param name="Files">The files of its folder that count, in ordinal order of their paths.</param>
/// <param name="Inputs">A digest for each of these files and each shared file or entry that the manifest names.</param>
public sealed record ComponentSource(ImmutableArray<SourceFile> Files, InputDigests Inputs)
{
    /// <summary>The source digest: equal wherever and whenever the same content is read.</summary>
    public Digest Digest => Inputs.Key;
}

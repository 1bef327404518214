using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.VersionSets;

/// <summary>The version sets of a repository.</summary>
/// <param name="Sets">Those that are whole, by name: the oldest calendar name first.</param>
/// <param name="Problems">What is wrong with the others.</param>
public sealed record PinnedSets(ImmutableArray<VersionSet> Sets, ImmutableArray<Problem> Problems)
{
    /// <summary>The names of files that there are, also of those with problems.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The set of a name; null when there is none that is whole.</summary>
    public VersionSet? Find(string name) => Sets.FirstOrDefault(set => set.Name == name);
}

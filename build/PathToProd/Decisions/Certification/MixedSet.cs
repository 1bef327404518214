using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Certification;

/// <summary>Sets between two others: one of them with some of the changes that lead to the other.</summary>
public static class MixedSet
{
    private const int MostNamed = 4;

    /// <summary>The set, with a name for people: <c>2026.10.2 with ingress 1.2.0 and no legacy</c>.</summary>
    public static VersionSet Of(VersionSet good, ImmutableArray<SetChange> changes) =>
        new()
        {
            Name = changes.IsEmpty ? good.Name : $"{good.Name} with {Name(changes)}",
            Members = SetChange.Apply(good, changes),
        };

    private static string Name(ImmutableArray<SetChange> changes) =>
        changes.Length <= MostNamed
            ? Prose.List([.. changes.Select(change => change.After)])
            : $"{string.Join(", ", changes.Take(MostNamed - 1).Select(change => change.After))} and {changes.Length - MostNamed + 1} more changes";
}

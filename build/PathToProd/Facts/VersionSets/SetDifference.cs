using System.Collections.Immutable;

namespace PathToProd.Facts.VersionSets;

/// <summary>What differs between two version sets.</summary>
/// <param name="Changes">The components that differ, by name.</param>
/// <param name="Same">How many components are the same in both.</param>
public sealed record SetDifference(ImmutableArray<SetChange> Changes, int Same)
{
    /// <summary>Compares two sets.</summary>
    /// <param name="from">The first set.</param>
    /// <param name="to">The second set.</param>
    public static SetDifference Of(VersionSet from, VersionSet to) => Of(from.Members, to.Members);

    /// <summary>Compares the members of two sets.</summary>
    /// <param name="from">The first set.</param>
    /// <param name="to">The second set.</param>
    public static SetDifference Of(
        ImmutableSortedDictionary<string, SetMember> from,
        ImmutableSortedDictionary<string, SetMember> to
    )
    {
        var all = from
            .Keys.Union(to.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new SetChange(name, from.GetValueOrDefault(name), to.GetValueOrDefault(name)))
            .ToArray();
        var changes = all.Where(change => change.From != change.To).ToImmutableArray();
        return new SetDifference(changes, all.Length - changes.Length);
    }
}

using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// Finds, among sets, those that differ from another one in a single component. Each set is filed under a number for
/// what is left of it without each of its components, so that not every set is compared with every other. What a
/// component is, its digest says: another build of the same version is another one.
/// </summary>
internal sealed class Neighbours
{
    private readonly Dictionary<long, List<SetVerdict>> _byRest = [];
    private readonly Dictionary<Digest, List<SetVerdict>> _byMember = [];

    public Neighbours(ImmutableArray<SetVerdict> sets)
    {
        foreach (var set in sets)
        {
            var whole = Sum(set);
            Add(_byRest, whole, set);
            foreach (var member in set.Members.Values)
            {
                Add(_byRest, whole - Number(member), set);
                Add(_byMember, member.Digest, set);
            }
        }
    }

    /// <summary>Whether one of the sets is the given one with another version of a component, or without it.</summary>
    public bool HasOneWithout(SetVerdict set, SetMember member) =>
        _byRest.TryGetValue(Sum(set) - Number(member), out var near)
        && near.Exists(other => DiffersOnlyIn(other, set, member));

    /// <summary>Whether one of the sets holds all of these versions.</summary>
    public bool AnyHolds(IReadOnlyList<SetMember> members)
    {
        List<SetVerdict>? fewest = null;
        foreach (var member in members)
        {
            if (!_byMember.TryGetValue(member.Digest, out var holders))
            {
                return false;
            }

            fewest = fewest is null || holders.Count < fewest.Count ? holders : fewest;
        }

        return fewest?.Exists(set => members.All(member => Has(set, member))) ?? true;
    }

    private static bool DiffersOnlyIn(SetVerdict one, SetVerdict other, SetMember member)
    {
        var isThere = one.Members.ContainsKey(member.Component);
        return one.Members.Count == other.Members.Count - (isThere ? 0 : 1)
            && !Has(one, member)
            && other.Members.Values.All(own => own.Component == member.Component || Has(one, own));
    }

    private static bool Has(SetVerdict set, SetMember member) =>
        set.Members.TryGetValue(member.Component, out var own) && own.Digest == member.Digest;

    private static void Add<TKey>(Dictionary<TKey, List<SetVerdict>> index, TKey key, SetVerdict set)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var sets))
        {
            index.Add(key, sets = []);
        }

        sets.Add(set);
    }

    private static long Sum(SetVerdict set) => set.Members.Values.Sum(Number);

    /// <summary>A number whose sums are the same for the same members. Others may have the same, so a match is checked again.</summary>
    private static long Number(SetMember member) => member.Digest.GetHashCode();
}

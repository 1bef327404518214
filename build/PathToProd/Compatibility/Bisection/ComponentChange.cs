using System.Collections.Immutable;
using PathToProd.VersionSets;

namespace PathToProd.Compatibility.Bisection;

/// <summary>One component that differs between two version sets.</summary>
/// <param name="Component">The component.</param>
/// <param name="From">What the first set has of it; null when the change adds it.</param>
/// <param name="To">What the second set has of it; null when the change removes it.</param>
public sealed record ComponentChange(string Component, SetMember? From, SetMember? To)
{
    /// <summary>The changes that make one set of the other, by name.</summary>
    public static ImmutableArray<ComponentChange> Between(VersionSet from, VersionSet to) =>
        [
            .. from
                .Members.Keys.Union(to.Members.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => new ComponentChange(
                    name,
                    from.Members.GetValueOrDefault(name),
                    to.Members.GetValueOrDefault(name)
                ))
                .Where(change => change.From != change.To),
        ];

    /// <summary>The members that a set has once some changes were made to it.</summary>
    public static ImmutableSortedDictionary<string, SetMember> Apply(
        VersionSet from,
        IEnumerable<ComponentChange> changes
    )
    {
        var members = from.Members.ToBuilder();
        foreach (var change in changes)
        {
            if (change.To is { } member)
            {
                members[change.Component] = member;
            }
            else
            {
                members.Remove(change.Component);
            }
        }

        return members.ToImmutable();
    }

    /// <summary>What is there after it: <c>ingress 1.2.0</c>, or <c>no ingress</c>.</summary>
    public string After => To is { } member ? $"{Component} {member.Version}" : $"no {Component}";

    /// <summary>Writes <c>ingress 1.1.0 -> 1.2.0</c>, <c>ingress 1.2.0 (new)</c> or <c>ingress 1.1.0 (removed)</c>.</summary>
    public override string ToString() =>
        (From, To) switch
        {
            (null, { } to) => $"{Component} {to.Version} (new)",
            ({ } from, null) => $"{Component} {from.Version} (removed)",
            ({ } from, { } to) when from.Version == to.Version => $"{Component} {to.Version} (another build)",
            ({ } from, { } to) => $"{Component} {from.Version} -> {to.Version}",
            _ => Component,
        };
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.VersionSets;

/// <summary>How one component differs between two version sets.</summary>
/// <param name="Component">The component.</param>
/// <param name="From">What the first set has of it; null when it does not have it.</param>
/// <param name="To">What the second set has of it; null when it does not have it.</param>
public sealed record SetChange(string Component, SetMember? From, SetMember? To)
{
    /// <summary>What happened to the component.</summary>
    public SetChangeKind Kind =>
        (From, To) switch
        {
            (null, _) => SetChangeKind.Added,
            (_, null) => SetChangeKind.Removed,
            var (from, to) when to.Version > from.Version => SetChangeKind.Upgraded,
            var (from, to) when to.Version < from.Version => SetChangeKind.Downgraded,
            _ => SetChangeKind.Rebuilt,
        };

    /// <summary>What is there after it: <c>ingress 1.2.0</c>, or <c>no ingress</c>.</summary>
    public string After => To is { } member ? $"{Component} {member.Version}" : $"no {Component}";

    /// <summary>The members that a set has once some changes were made to it.</summary>
    public static ImmutableSortedDictionary<string, SetMember> Apply(VersionSet from, IEnumerable<SetChange> changes)
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

/// <summary>What happens to a component from one version set to another.</summary>
[JsonConverter(typeof(KebabWords<SetChangeKind>))]
public enum SetChangeKind
{
    /// <summary>Only the second set has it.</summary>
    Added,

    /// <summary>Only the first set has it.</summary>
    Removed,

    /// <summary>Its version becomes newer.</summary>
    Upgraded,

    /// <summary>Its version becomes older.</summary>
    Downgraded,

    /// <summary>Another artifact of a version of the same precedence.</summary>
    Rebuilt,
}

using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Sources;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Validation;

/// <summary>
/// The part of the platform that a change touches: what it changes, what depends on that, and what these require. Whatever happens
/// to the rest, a test of the change would see the same, so a result of it is kept by the digest of this part alone.
/// </summary>
/// <param name="Changed">The components that the change itself is about, by name.</param>
/// <param name="Members">Each component of the part, before the change and after it, by name.</param>
public sealed record ChangeSlice(ImmutableSortedSet<string> Changed, ImmutableArray<SetChange> Members)
{
    /// <summary>Finds it.</summary>
    /// <param name="from">What the base holds.</param>
    /// <param name="to">What the change makes of it.</param>
    /// <param name="others">Components that the change is about although their artifacts are the same, such as those with other values.</param>
    /// <param name="before">What relates to what in the base.</param>
    /// <param name="after">What relates to what with the change.</param>
    public static ChangeSlice Of(
        ImmutableSortedDictionary<string, SetMember> from,
        ImmutableSortedDictionary<string, SetMember> to,
        IEnumerable<string> others,
        RequirementGraph before,
        RequirementGraph after
    )
    {
        var changed = SetDifference
            .Of(from, to)
            .Changes.Select(change => change.Component)
            .Concat(others)
            .ToImmutableSortedSet(StringComparer.Ordinal);
        var touched = before.WithDependants(changed).Union(after.WithDependants(changed)).Union(changed);
        var reached = before.WithRequirements(touched).Union(after.WithRequirements(touched)).Union(touched);
        return new ChangeSlice(
            changed,
            [
                .. reached
                    .Order(StringComparer.Ordinal)
                    .Select(name => new SetChange(name, from.GetValueOrDefault(name), to.GetValueOrDefault(name)))
                    .Where(member => member.From is not null || member.To is not null),
            ]
        );
    }

    /// <summary>Whether a component is part of it.</summary>
    public bool Holds(string component) => Members.Any(member => member.Component == component);

    /// <summary>
    /// The key under which a result of the change is kept. It counts for whatever holds the same part, tested by the same tests with
    /// the same settings.
    /// </summary>
    /// <param name="tests">The tests of the set with the change. Those that cover nothing of this part do not count.</param>
    /// <param name="settings">What else a test of the change depends on, by name: values of the environment, load probes.</param>
    public Digest Key(IEnumerable<DeclaredTest> tests, IEnumerable<InputDigest> settings) =>
        new InputDigests([
            .. Members.Select(member => new InputDigest(
                $"component {member.Component}",
                $"{member.From?.Digest} {member.To?.Digest} {(Changed.Contains(member.Component) ? "changed" : "")}"
            )),
            .. tests
                .Where(test => test.Covers.Any(Holds))
                .Select(test => new InputDigest($"test {test.Name}", test.Digest.ToString())),
            .. settings,
        ]).Key;
}

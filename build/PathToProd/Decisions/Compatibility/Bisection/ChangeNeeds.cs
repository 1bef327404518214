using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>
/// Which change cannot be made without which other. A component is there as the one set has it or as the other has it; where
/// two of these four mixes of two components break a requirement, an optional one or a conflict, one change needs the other.
/// Changes are numbered from 0.
/// </summary>
public sealed class ChangeNeeds
{
    private readonly ImmutableArray<ImmutableArray<int>> _needs;

    private ChangeNeeds(ImmutableArray<ImmutableArray<int>> needs) => _needs = needs;

    /// <summary>How many changes there are.</summary>
    public int Count => _needs.Length;

    /// <summary>Changes that each can be made alone.</summary>
    public static ChangeNeeds None(int count) => new([.. Enumerable.Repeat(ImmutableArray<int>.Empty, count)]);

    /// <summary>For each change the others that it needs.</summary>
    public static ChangeNeeds Of(IEnumerable<IEnumerable<int>> needs) =>
        new([.. needs.Select(one => one.ToImmutableArray())]);

    /// <summary>What follows from the relations of the components.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="relations">What a version of a component asks of its surroundings.</param>
    public static ChangeNeeds Of(ImmutableArray<SetChange> changes, Func<SetMember, ComponentRelations> relations)
    {
        return Of(
            changes.Select(one => Enumerable.Range(0, changes.Length).Where(other => Needs(one, changes[other])))
        );

        bool Needs(SetChange one, SetChange other) => one != other && !Fit(one.To, one, other.From, other);

        bool Fit(SetMember? left, SetChange one, SetMember? right, SetChange other) =>
            Accepts(left, other.Component, right) && Accepts(right, one.Component, left);

        bool Accepts(SetMember? member, string name, SetMember? other)
        {
            if (member is null)
            {
                return true;
            }

            var asks = relations(member);
            return (asks.Requires.GetValueOrDefault(name) is not { } requirement || Holds(requirement, other))
                && (
                    other is null
                    || (asks.Optional.GetValueOrDefault(name) is not { } optional || Holds(optional, other))
                        && (asks.Conflicts.GetValueOrDefault(name) is not { } conflict || !Holds(conflict, other))
                );
        }
    }

    /// <summary>Some changes, what they need, what that needs, and so on.</summary>
    public ImmutableSortedSet<int> With(IEnumerable<int> changes)
    {
        var all = ImmutableSortedSet.CreateBuilder<int>();
        var open = new Stack<int>(changes);
        while (open.TryPop(out var change))
        {
            if (all.Add(change))
            {
                foreach (var needed in _needs[change])
                {
                    open.Push(needed);
                }
            }
        }

        return all.ToImmutable();
    }

    /// <summary>Those of some changes that can be made without any other.</summary>
    public ImmutableSortedSet<int> Within(IEnumerable<int> changes)
    {
        var left = changes.ToImmutableSortedSet();
        while (true)
        {
            var possible = left.Where(change => _needs[change].All(left.Contains)).ToImmutableSortedSet();
            if (possible.Count == left.Count)
            {
                return left;
            }

            left = possible;
        }
    }

    private static bool Holds(Requirement requirement, SetMember? member) =>
        member is not null && requirement.Range.Contains(member.Version);
}

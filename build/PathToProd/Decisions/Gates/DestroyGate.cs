using System.Collections.Immutable;
using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Gates;

/// <summary>
/// The condition that every removal meets first: nothing that stays in the environment requires what goes. A component whose
/// last attempt failed counts as staying: its next deployment needs what it requires.
/// </summary>
public static class DestroyGate
{
    /// <summary>Finds what stays and requires what goes, and what requires these in turn: all that would break.</summary>
    /// <returns>A cause for each requirement, nearest first; none when the removal may go on.</returns>
    public static ImmutableArray<DependentCause> Check(DestroyQuestion question)
    {
        var open = new Queue<string>(question.Asked.Where(name => MayBeThere(question.Ledger[name].Presence)));
        if (open.Count == 0)
        {
            return [];
        }

        var stays = question
            .Dependents.Where(one =>
                !question.Asked.Contains(one.Component) && IsThere(question.Ledger[one.Component].Presence)
            )
            .OrderBy(one => one.Component, StringComparer.Ordinal)
            .ToArray();
        var causes = ImmutableArray.CreateBuilder<DependentCause>();
        var breaks = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var goes))
        {
            foreach (var dependent in stays)
            {
                if (dependent.Relations?.Requires.GetValueOrDefault(goes) is { } requirement)
                {
                    causes.Add(new DependentCause.Requires(dependent.Component, dependent.Version, requirement));
                    if (breaks.Add(dependent.Component))
                    {
                        open.Enqueue(dependent.Component);
                    }
                }
            }
        }

        causes.AddRange(
            stays
                .Where(one => one.Relations is null)
                .Select(one => new DependentCause.NotKnown(one.Component, one.Version))
        );
        causes.AddRange(
            from state in question.Ledger.Components.Values
            where !question.Asked.Contains(state.Component)
            let doubt = (state.Presence as Presence.InDoubt)?.Because
            where doubt is not null
            select new DependentCause.InDoubt(state.Component, doubt)
        );
        return causes.ToImmutable();
    }

    private static bool IsThere(Presence presence) => presence is Presence.Deployed or Presence.Unknown;

    private static bool MayBeThere(Presence presence) => IsThere(presence) || presence is Presence.InDoubt;
}

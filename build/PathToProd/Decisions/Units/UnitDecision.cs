using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Units;

/// <summary>Whether a unit has to be verified and recorded as a whole although nothing has to be done to any of its members.</summary>
public static class UnitDecision
{
    /// <summary>
    /// Why it has to; null when it need not. Only a last attempt that succeeded as a whole, with the same members in the same versions from the
    /// same set, none of them touched in another way since, is reason enough to do nothing.
    /// </summary>
    /// <param name="unit">The unit's name.</param>
    /// <param name="members">Its members as they are to be there.</param>
    /// <param name="set">The name of the version set; null when it is none.</param>
    /// <param name="ledger">What the ledger says.</param>
    public static string? WhyAgain(string unit, ImmutableArray<UnitMember> members, string? set, LedgerState ledger)
    {
        if (ledger.Units.GetValueOrDefault(unit) is not { } last)
        {
            return "it was never deployed as a whole";
        }

        if (!last.IsDeployed)
        {
            return last.Outcome == AttemptOutcome.Succeeded
                ? $"it was removed by run {last.Started.Run}"
                : UnitAttemptWriter.Write(last);
        }

        var before = last.Started.Members.ToDictionary(member => member.Component, StringComparer.Ordinal);
        if (!before.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(members.Select(member => member.Component)))
        {
            return $"it had other members when run {last.Started.Run} deployed it";
        }

        if (members.FirstOrDefault(member => before[member.Component].Version != member.Version) is { } changed)
        {
            return $"{changed.Component} was {before[changed.Component].Version} when run {last.Started.Run} deployed it";
        }

        var apart = members
            .Select(member => member.Component)
            .Where(name => ledger[name].Unit?.Started.Attempt != last.Started.Attempt)
            .ToArray();
        if (apart.Length > 0)
        {
            return $"{Prose.List(apart)} {(apart.Length == 1 ? "was" : "were")} deployed or removed alone since";
        }

        return last.Started.Set == set
            ? null
            : $"it was {last.Started.Set ?? "no version set"} when run {last.Started.Run} deployed it";
    }
}

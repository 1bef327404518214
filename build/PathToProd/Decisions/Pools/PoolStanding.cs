using System.Collections.Immutable;
using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Decisions.Pools;

/// <summary>Says of one environment of a pool whether it could be leased, and how near it is to a set.</summary>
public static class PoolStanding
{
    /// <summary>A clause such as <c>ci-1 is leased by run 20261122-081530-3fa2</c>.</summary>
    /// <param name="ranked">How near it is.</param>
    /// <param name="record">The pool's record.</param>
    /// <param name="to">The set under test; null where none is named.</param>
    public static string Text(RankedEnvironment ranked, PoolRecord record, SetThere? to)
    {
        var member = record.Member(ranked.Environment);
        return record.HolderOf(ranked.Environment) is { } holder
                ? $"{ranked.Environment} is leased by run {holder.Holder.Run}"
            : member.Condition == MemberCondition.Quarantined ? $"{ranked.Environment} is quarantined"
            : ranked.Text(to)
                + (
                    member.Condition == MemberCondition.Unknown
                        ? ", but would have to be compared with its ledger first"
                        : ""
                );
    }

    /// <summary>Which environment a run would lease now, and why; where none can be leased, the nearest.</summary>
    /// <param name="ranked">The environments, the nearest first.</param>
    /// <param name="record">The pool's record.</param>
    /// <param name="to">The set under test; null where none is named.</param>
    public static (string Environment, string Text) Explain(
        ImmutableArray<RankedEnvironment> ranked,
        PoolRecord record,
        SetThere? to
    )
    {
        var free = ranked.Where(one =>
            record.HolderOf(one.Environment) is null
            && record.Member(one.Environment).Condition != MemberCondition.Quarantined
        );
        var chosen = free.OrderBy(one => record.Member(one.Environment).Condition).FirstOrDefault();
        var waiting = record.Waiting.Count();
        var behind = waiting == 0 ? "" : $" behind {Prose.Count(waiting, "run")}";
        var first =
            chosen is null ? $"A run would wait for the pool {record.Pool}{behind}, as none of its environments is free"
            : waiting > 0
                ? $"A run would wait for the pool {record.Pool}{behind}, and then lease the nearest that is free"
            : $"A run would lease {chosen.Environment}, {(to is null ? "the first by name that is free" : $"the nearest to {to.Name} that is free")}";
        return (
            (chosen ?? ranked[0]).Environment,
            $"{first}: {string.Join("; ", ranked.Select(one => Text(one, record, to)))}."
        );
    }
}

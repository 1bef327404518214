using PathToProd.Facts.Pools;

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
}

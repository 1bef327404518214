using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Decisions.Pools;

/// <summary>Decides what is known of an environment of a pool after something happened to it.</summary>
public static class MemberDecisions
{
    /// <summary>After a run that left it.</summary>
    /// <param name="before">What was known when the run got it.</param>
    /// <param name="end">How the run left it.</param>
    /// <param name="quarantineAfter">After how many failures in a row it is quarantined.</param>
    /// <param name="at">When, for people.</param>
    public static MemberRecord After(MemberRecord before, MemberEnd end, int quarantineAfter, DateTimeOffset at) =>
        before.Condition == MemberCondition.Quarantined
            ? before with
            {
                Set = SetOf(end) ?? before.Set,
            }
            : end switch
            {
                MemberEnd.Touched touched => before with { Set = touched.Set },
                MemberEnd.Worked worked => new MemberRecord { Set = worked.Set },
                MemberEnd.Ended ended => new MemberRecord { Set = ended.Set, Failures = before.Failures },
                MemberEnd.Failed failed => Counted(
                    new MemberRecord { Set = failed.Set, Failures = before.Failures },
                    failed.Cause,
                    quarantineAfter,
                    at
                ),
                MemberEnd.NotCompared not => Counted(
                    before with
                    {
                        Condition = MemberCondition.Unknown,
                        Because = not.Cause,
                        Since = at,
                    },
                    not.Cause,
                    quarantineAfter,
                    at
                ),
                _ => before,
            };

    /// <summary>After a run that is gone without a word.</summary>
    /// <param name="before">What was known when the run got it.</param>
    /// <param name="ticket">The run.</param>
    /// <param name="quarantineAfter">After how many failures in a row it is quarantined.</param>
    /// <param name="at">When, for people.</param>
    public static MemberRecord Reaped(MemberRecord before, PoolTicket ticket, int quarantineAfter, DateTimeOffset at)
    {
        var cause =
            $"{ticket.What} of run {ticket.Holder.Run} gave no sign of life for {Duration.Text(ticket.Duration)}";
        return before.Condition == MemberCondition.Quarantined
            ? before
            : Counted(
                before with
                {
                    Condition = MemberCondition.Unknown,
                    Because = cause,
                    Since = at,
                },
                cause,
                quarantineAfter,
                at
            );
    }

    /// <summary>Taken out by hand.</summary>
    public static MemberRecord Quarantined(MemberRecord before, string because, DateTimeOffset at) =>
        before with
        {
            Condition = MemberCondition.Quarantined,
            Because = because,
            Since = at,
        };

    /// <summary>Taken back by hand: what is there has to be compared with its ledger first.</summary>
    public static MemberRecord Readmitted(MemberRecord before, string because, DateTimeOffset at) =>
        before with
        {
            Condition = MemberCondition.Unknown,
            Because = because,
            Since = at,
            Failures = 0,
        };

    private static MemberRecord Counted(MemberRecord before, string cause, int quarantineAfter, DateTimeOffset at)
    {
        var counted = before with { Failures = before.Failures + 1 };
        return counted.Failures < quarantineAfter
            ? counted
            : Quarantined(
                counted,
                counted.Failures == 1
                    ? cause
                    : $"{counted.Failures} runs in a row failed there, the last one because {cause}",
                at
            );
    }

    private static SetThere? SetOf(MemberEnd end) =>
        end switch
        {
            MemberEnd.Touched touched => touched.Set,
            MemberEnd.Worked worked => worked.Set,
            MemberEnd.Ended ended => ended.Set,
            MemberEnd.Failed failed => failed.Set,
            _ => null,
        };
}

using PathToProd.Facts.Promotions;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>Which commits that the checkout's own comes from approve something, and who signed them?</summary>
/// <param name="Since">Older ones count no longer.</param>
public sealed record CommitApprovalsLook(DateTimeOffset Since) : Look<CommitApprovals>
{
    /// <inheritdoc />
    public override string Name => "whether commits approve it";

    /// <inheritdoc />
    public override bool IsLocal => true;

    /// <summary>The look for approvals that count for a time. One that has expired is looked at for as long again, to say so.</summary>
    /// <param name="expires">For how long they count.</param>
    /// <param name="now">The current time.</param>
    internal static CommitApprovalsLook For(TimeSpan expires, DateTimeOffset now)
    {
        // By the hour, so that looks of one run are one.
        var since = now - expires - expires;
        return new CommitApprovalsLook(since.AddTicks(-(since.Ticks % TimeSpan.TicksPerHour)));
    }
}

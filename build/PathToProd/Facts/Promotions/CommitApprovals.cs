using System.Collections.Immutable;
using PathToProd.Facts.Signing;

namespace PathToProd.Facts.Promotions;

/// <summary>The approvals that commits of the checkout give.</summary>
/// <param name="All">The approvals, whether their signatures count or not, oldest first.</param>
/// <param name="Unread">Trailers that cannot be read, a clause each: <c>the approval in commit 0123abcd cannot be read: it has no plan=</c>.</param>
/// <param name="Unseen">Why commits may be missing, as a clause; null when none is.</param>
public sealed record CommitApprovals(
    ImmutableArray<CommitApproval> All,
    ImmutableArray<string> Unread,
    string? Unseen = null
)
{
    /// <summary>No commit approves anything.</summary>
    public static CommitApprovals None { get; } = new([], []);
}

/// <summary>An approval in a commit.</summary>
/// <param name="Record">What it approves, and who: the signer, or else the author that the commit names.</param>
/// <param name="Check">Whether an allowed signer signed the commit.</param>
public sealed record CommitApproval(PromotionRecord.Approved Record, SignatureCheck Check);

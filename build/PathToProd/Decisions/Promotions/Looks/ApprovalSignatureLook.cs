using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>Whether an allowed signer signed an approval, and who.</summary>
/// <param name="Approval">The approval.</param>
public sealed record ApprovalSignatureLook(PromotionRecord.Approved Approval) : Look<SignatureCheck>
{
    /// <inheritdoc />
    public override string Name => $"the signature of the approval by {Approval.Head.Who}";
}

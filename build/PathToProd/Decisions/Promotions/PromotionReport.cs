using System.ComponentModel;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Promotions;

/// <summary>What became of a promotion, for programs.</summary>
public static class PromotionReport
{
    /// <summary>Writes it.</summary>
    /// <param name="verdict">What the gates said.</param>
    /// <param name="record">The promotion; null when nothing was promoted.</param>
    /// <param name="brings">What lies between what ran there and the set; null when that is not known.</param>
    public static string Json(
        PromotionVerdict verdict,
        PromotionRecord.Promoted? record,
        SetDiffReport? brings = null
    ) =>
        JsonReport.Write(
            new PromoteDocument(
                record is not null,
                record?.Head.At.ToUniversalTime(),
                record?.Head.Who,
                record?.From?.Name,
                brings?.Document,
                GatesPart.Of(verdict)
            ),
            PromotionJson.Default.PromoteDocument
        );
}

[Description("What became of a promotion.")]
internal sealed record PromoteDocument(
    [Description("Whether the environment should run the set now.")] bool Promoted,
    DateTimeOffset? At,
    string? Who,
    [Description("The set that it should have run until then.")] string? From,
    [Description("What lies between what ran there and the set; left out where it is not known what ran there.")]
        DiffDocument? Brings,
    GatesPart Verdict
);

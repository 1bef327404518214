using System.ComponentModel;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Promotions;

/// <summary>A record that was written, for programs.</summary>
public static class RecordReport
{
    /// <summary>Writes it.</summary>
    public static string Json(PromotionRecord record) =>
        JsonReport.Write(RecordDocument.Of(record), RecordJson.Default.RecordDocument);
}

[Description("A record of the promotions that was written.")]
internal sealed record RecordDocument(
    string Event,
    string Id,
    DateTimeOffset At,
    string Who,
    string? Reason,
    [Description("The environment or step that it is about; left out for the whole path, or a set alone.")]
        string? Environment,
    [Description("The set that it is about.")] string? Set,
    string? SetDigest,
    DateTimeOffset? Until,
    [Description("The causes that are accepted.")] IReadOnlyList<AcceptedCausePart>? Causes,
    [Description("The set that a promoted one took the place of.")] string? From,
    [Description("A rollback went back to the set, so no gate was asked; left out for any other promotion.")]
        bool? Back,
    [Description("The sets that were passed over by a promotion.")] IReadOnlyList<string>? PassedOver,
    [Description("The environments at whose schedule Advance asked.")] IReadOnlyList<string>? Environments,
    [Description("The commit that gives an approval.")] string? Commit
)
{
    public static RecordDocument Of(PromotionRecord record)
    {
        var (environment, set, until) = record switch
        {
            PromotionRecord.Promoted one => (one.Environment, one.Set, null),
            PromotionRecord.Approved one => (one.Environment, one.Set, null),
            PromotionRecord.Overridden one => (one.Environment, one.Set, (DateTimeOffset?)one.Until),
            PromotionRecord.Admitted one => (one.Environment, one.Set, null),
            PromotionRecord.Frozen one => (one.Place, null, one.Until),
            PromotionRecord.Unfrozen one => (one.Place, null, null),
            PromotionRecord.Held one => (one.Environment, null, null),
            PromotionRecord.Condemned one => (null, one.Set, null),
            PromotionRecord.Released one => (one.Environment, one.Set, null),
            PromotionRecord.Announced one => (one.Environment, one.Set, null),
            PromotionRecord.Unverified one => (one.Environment, one.Set, null),
            _ => ((string?)null, (SetReference?)null, (DateTimeOffset?)null),
        };
        return new RecordDocument(
            PromotionText.Event(record),
            record.Head.Id,
            record.Head.At.ToUniversalTime(),
            record.Head.Who,
            record.Head.Reason,
            environment,
            set?.Name,
            set?.Digest.ToString(),
            until?.ToUniversalTime(),
            record switch
            {
                PromotionRecord.Overridden one => AcceptedCausePart.Of(one.Causes),
                PromotionRecord.Admitted one => AcceptedCausePart.Of(one.Accepted),
                PromotionRecord.Promoted { Accepted.IsEmpty: false } one => AcceptedCausePart.Of(one.Accepted),
                _ => null,
            },
            (record as PromotionRecord.Promoted)?.From?.Name,
            record is PromotionRecord.Promoted { IsBack: true } ? true : null,
            record is PromotionRecord.Promoted { PassedOver: { IsEmpty: false } passed }
                ? [.. passed.Select(set => set.Name)]
                : null,
            (record as PromotionRecord.Asked)?.Environments,
            (record as PromotionRecord.Approved)?.Commit
        );
    }
}

internal sealed record AcceptedCausePart(
    string Gate,
    string About,
    [Description("It was accepted as one of which nothing was known.")] bool WasUnknown
)
{
    public static IReadOnlyList<AcceptedCausePart> Of(IEnumerable<AcceptedCause> causes) =>
        [.. causes.Select(cause => new AcceptedCausePart(cause.Gate, cause.About, cause.WasUnknown))];
}

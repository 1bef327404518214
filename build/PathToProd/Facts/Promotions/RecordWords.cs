using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>What a record says in a line of a history: what was done, to which set, and the details.</summary>
internal static class RecordWords
{
    /// <summary>What was done, in a word.</summary>
    public static string Action(PromotionRecord record) =>
        record is PromotionRecord.Promoted { IsBack: true } ? "promoted back" : PromotionText.Event(record);

    /// <summary>The set that it is about; empty when it is about none.</summary>
    public static string Set(PromotionRecord record) =>
        record switch
        {
            PromotionRecord.Promoted one => one.Set.Name,
            PromotionRecord.Approved one => one.Set.Name,
            PromotionRecord.Overridden one => one.Set.Name,
            PromotionRecord.Condemned one => one.Set.Name,
            PromotionRecord.Released one => one.Set?.Name ?? "",
            PromotionRecord.Announced one => one.Set.Name,
            PromotionRecord.Unverified one => one.Set.Name,
            _ => "",
        };

    /// <summary>What else there is to say, and why it was done.</summary>
    public static string Detail(PromotionRecord record)
    {
        var detail = record switch
        {
            PromotionRecord.Promoted promoted => Promoted(promoted),
            PromotionRecord.Overridden overridden =>
                $"accepted until {Moment.Text(overridden.Until)}: {Causes(overridden.Causes)}",
            PromotionRecord.Frozen { Until: { } until } frozen => $"{Place(frozen.Place)} until {Moment.Text(until)}",
            PromotionRecord.Frozen frozen => $"{Place(frozen.Place)} without an end",
            PromotionRecord.Unfrozen unfrozen => Place(unfrozen.Place),
            PromotionRecord.Unverified => "replaced before it was verified there",
            PromotionRecord.Asked => "Advance came at the time of its schedule, and promoted nothing",
            _ => "",
        };
        return record.Head.Reason is not { } reason ? detail
            : detail.Length == 0 ? reason
            : $"{detail}; {(reason == StandingWords.Advance ? "by Advance" : reason)}";
    }

    private static string Promoted(PromotionRecord.Promoted promoted)
    {
        string[] parts =
        [
            promoted.From is { } from ? $"in place of {from.Name}" : "the first set there",
            .. promoted.Accepted.IsEmpty ? [] : (string[])[$"accepted: {Causes(promoted.Accepted)}"],
            .. promoted.PassedOver.IsEmpty
                ? []
                : (string[])[$"passed over: {Prose.List([.. promoted.PassedOver.Select(set => set.Name)])}"],
        ];
        return string.Join("; ", parts);
    }

    private static string Causes(IEnumerable<AcceptedCause> causes) =>
        Prose.List([
            .. causes.Select(cause => $"{cause.Gate}/{cause.About}{(cause.WasUnknown ? " (unknown then)" : "")}"),
        ]);

    private static string Place(string? place) => place ?? "the whole path";
}

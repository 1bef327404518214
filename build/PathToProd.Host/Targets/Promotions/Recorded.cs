using PathToProd.Facts.Promotions;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Writes a record of the promotions, and tells it.</summary>
internal static class Recorded
{
    /// <summary>Writes it.</summary>
    /// <param name="view">The path.</param>
    /// <param name="record">The record.</param>
    /// <param name="text">What it means from now on, as sentences.</param>
    public static Report Write(PromotionView view, PromotionRecord record, string text)
    {
        view.Records.Append(record);
        return new Report { Text = _ => $"{text}\n", Json = () => RecordReport.Json(record) };
    }
}

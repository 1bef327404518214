using PathToProd.Tests.Facts.Ledger;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>Moments of the day of <see cref="MonitoredQuestion.Now"/>.</summary>
internal static class LedgerDays
{
    public static LedgerBuilder At(this LedgerBuilder ledger, int hour, int day = 0)
    {
        ledger.Now = Midnight.AddDays(day).AddHours(hour);
        return ledger;
    }
}

namespace PathToProd.Model.Promotions.Times;

/// <summary>The times that a line of cron is about. In each number the bit of a value says whether it is among them.</summary>
/// <param name="Minutes">The minutes of an hour: 0 to 59.</param>
/// <param name="Hours">The hours of a day: 0 to 23.</param>
/// <param name="DaysOfMonth">The days of a month: 1 to 31.</param>
/// <param name="Months">The months: 1 to 12.</param>
/// <param name="DaysOfWeek">The days of the week: 0 is Sunday, 6 is Saturday.</param>
public sealed record CronFields(ulong Minutes, ulong Hours, ulong DaysOfMonth, ulong Months, ulong DaysOfWeek)
{
    internal const ulong EveryHour = (1UL << 24) - 1;
    internal const ulong EveryDayOfMonth = (1UL << 32) - 2;
    internal const ulong EveryMonth = (1UL << 13) - 2;
    internal const ulong EveryDayOfWeek = (1UL << 7) - 1;

    private static readonly int[] LongestMonths = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>
    /// Whether it comes in every hour. Then it goes by hours that pass: where the clock is set back it comes in both hours, and what falls into an hour
    /// that does not exist is left out. Every other time comes once a day.
    /// </summary>
    public bool IsHourly => Hours == EveryHour;

    /// <summary>Whether it comes at all: February has no 30th.</summary>
    public bool EverComes =>
        DaysOfWeek != EveryDayOfWeek
        || Enumerable
            .Range(1, 12)
            .Any(month =>
                Has(Months, month) && Enumerable.Range(1, LongestMonths[month]).Any(day => Has(DaysOfMonth, day))
            );

    /// <summary>Whether it comes on a day. Where both days of the month and of the week are limited, one of the two is enough, as in cron.</summary>
    public bool ComesOn(DateOnly date)
    {
        var (ofMonth, ofWeek) = (Has(DaysOfMonth, date.Day), Has(DaysOfWeek, (int)date.DayOfWeek));
        return Has(Months, date.Month)
            && (DaysOfMonth != EveryDayOfMonth && DaysOfWeek != EveryDayOfWeek ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    /// <summary>The minutes since midnight at which it comes, in order.</summary>
    public IEnumerable<int> Times()
    {
        for (var hour = 0; hour < 24; hour++)
        {
            for (var minute = 0; Has(Hours, hour) && minute < 60; minute++)
            {
                if (Has(Minutes, minute))
                {
                    yield return hour * 60 + minute;
                }
            }
        }
    }

    private static bool Has(ulong values, int value) => (values >> value & 1) == 1;
}

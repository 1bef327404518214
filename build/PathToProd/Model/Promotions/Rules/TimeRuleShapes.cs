using PathToProd.Formats.Shapes;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gates about times must look like.</summary>
internal static class TimeRuleShapes
{
    private static readonly Key<OpenTime[]> Open = new(
        "open",
        new OneOrListShape<OpenTime>(new TextShape<OpenTime>(OpenTime.Format)),
        "The allowed times: days of the week or a date, and from when to when. An end before its start is on the next day."
    )
    {
        Fallback = [],
        RequiredAs = "open: Mon-Fri 09:00-17:00",
    };

    private static readonly Key<string> TimeZone = new(
        "time-zone",
        new TextShape<string>(ZoneFormat.Name),
        "Whose clocks show these times."
    )
    {
        Fallback = TimeZones.Utc,
        Default = TimeZones.Utc,
    };

    private static readonly Key<CalendarDay[]> Holidays = new(
        "holidays",
        new OneOrListShape<CalendarDay>(new TextShape<CalendarDay>(CalendarDay.Format)),
        "Days on which nothing is open."
    )
    {
        Fallback = [],
    };

    private static readonly Key<TimeLimit?> Takes = new(
        "takes",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration)!,
        "How long a deployment takes as long as the ledger does not know. Without it that is unknown."
    )
    {
        Fallback = null,
    };

    private static readonly Key<TimeLimit> Before = new(
        "before",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long before the promotion it must have been announced."
    )
    {
        Fallback = TimeLimit.None,
        RequiredAs = "before: 24h",
    };

    public static readonly Key<GateRule?> Window = new(
        "window",
        new ObjectShape<GateRule?>(
            fields => new WindowRule
            {
                Open = [.. fields.Get(Open)],
                TimeZone = fields.Get(TimeZone),
                Holidays = [.. fields.Get(Holidays).Select(day => day.Date)],
            },
            Open,
            TimeZone,
            Holidays
        ),
        "It is an allowed time."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> FitsWindow = new(
        "fits-window",
        new ObjectShape<GateRule?>(fields => new FitsWindowRule(fields.Get(Takes)?.Value), Takes),
        "A deployment that starts now is done before the windows of this policy close, by how long deployments there usually take."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> Notice = new(
        "notice",
        new ObjectShape<GateRule?>(fields => new NoticeRule(fields.Get(Before).Value), Before),
        "The promotion was announced long enough before."
    )
    {
        Fallback = null,
    };
}

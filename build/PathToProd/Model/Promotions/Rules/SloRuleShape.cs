using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gate about measurements must look like.</summary>
internal static class SloRuleShape
{
    /// <summary>Each measurement is a request.</summary>
    private const int MaxCount = 100;

    private static readonly Key<string> Monitor = MonitorKey.Required("The monitor that answers the query.");

    private static readonly Key<string> Query = new(
        "query",
        new TextShape<string>(TextFormats.Line),
        "The query in PromQL. It gives one number."
    )
    {
        Fallback = "",
        RequiredAs = "query: QUERY",
    };

    private static readonly Key<double> AtMost = new("at-most", new NumberShape(), "The number may be at most this.")
    {
        Fallback = 0,
    };

    private static readonly Key<double> AtLeast = new(
        "at-least",
        new NumberShape(),
        "The number must be at least this."
    )
    {
        Fallback = 0,
    };

    private static readonly Key<int> Count = Number("count", 1, "How many measurements are made.", fallback: 1);

    private static readonly Key<TimeLimit> Interval = new(
        "interval",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "The time between two measurements: the last is now, the others lie before."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromMinutes(1)),
        Default = "1m",
    };

    private static readonly Key<int> Failed = Number("failed", 0, "How many measurements may fail.");

    private static readonly Key<int> Inconclusive = Number(
        "inconclusive",
        0,
        "How many measurements may have no data, or no number."
    );

    private static readonly Key<int> Errors = Number("errors", 0, "How many measurements may end with an error.");

    private static readonly Key<int> Samples = new(
        "samples",
        new IntegerShape(1, MaxCount),
        "How many measurements must give a number. Without it all that inconclusive and errors leave, and at least one."
    )
    {
        Fallback = 0,
    };

    private static readonly Key<NoDataMeaning> NoData = new(
        "no-data",
        new WordShape<NoDataMeaning>(
            new("unknown", NoDataMeaning.Unknown),
            new("passed", NoDataMeaning.Passed),
            new("failed", NoDataMeaning.Failed)
        ),
        "What it means that the query finds nothing."
    )
    {
        Fallback = NoDataMeaning.Unknown,
        Default = "unknown",
    };

    public static readonly Key<GateRule?> Key = new(
        "slo",
        new ObjectShape<GateRule?>(
            Read,
            Monitor,
            Query,
            AtMost,
            AtLeast,
            Count,
            Interval,
            Failed,
            Inconclusive,
            Errors,
            Samples,
            NoData
        )
        {
            ExactlyOneOf = [AtMost, AtLeast],
        },
        "What a query of Prometheus gives is at most, or at least, a number, in several measurements."
    )
    {
        Fallback = null,
    };

    private static SloRule Read(Fields fields) =>
        new()
        {
            Monitor = fields.Get(Monitor),
            Query = fields.Get(Query),
            Limit = fields.Has(AtLeast) ? fields.Get(AtLeast) : fields.Get(AtMost),
            IsAtLeast = fields.Has(AtLeast),
            Count = fields.Get(Count),
            Interval = fields.Get(Interval).Value,
            MaxFailed = fields.Get(Failed),
            MaxInconclusive = fields.Get(Inconclusive),
            MaxErrors = fields.Get(Errors),
            MinSamples = fields.Find(Samples),
            NoData = fields.Get(NoData),
        };

    private static Key<int> Number(string name, int min, string doc, int fallback = 0) =>
        new(name, new IntegerShape(min, MaxCount), doc) { Fallback = fallback, Default = fallback };
}

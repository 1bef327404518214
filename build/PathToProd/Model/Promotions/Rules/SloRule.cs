namespace PathToProd.Model.Promotions.Rules;

/// <summary>What a query of Prometheus gives is on the right side of a limit, in several measurements.</summary>
public sealed record SloRule : GateRule
{
    /// <summary>The monitor.</summary>
    public required string Monitor { get; init; }

    /// <summary>The query in PromQL. It gives one number.</summary>
    public required string Query { get; init; }

    /// <summary>The limit.</summary>
    public required double Limit { get; init; }

    /// <summary>Whether the number must be at least the limit; else it must be at most that.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>How many measurements are made. Default: 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The time between two of them: the last is now, the others before. Default: 1 minute.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many may be on the wrong side of the limit. Default: none.</summary>
    public int MaxFailed { get; init; }

    /// <summary>How many may have no data, or no number. Default: none.</summary>
    public int MaxInconclusive { get; init; }

    /// <summary>How many may have no answer that can be used. Default: none.</summary>
    public int MaxErrors { get; init; }

    /// <summary>How many must have given a number; null for all that <see cref="MaxInconclusive"/> and <see cref="MaxErrors"/> leave, and at least one.</summary>
    public int? MinSamples { get; init; }

    /// <summary>What it means that the query finds nothing. Default: it is not known.</summary>
    public NoDataMeaning NoData { get; init; }

    /// <inheritdoc />
    public override string Kind => "slo";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        [new RuleReference(ReferenceKind.Monitor, Monitor, "monitor")];
}

/// <summary>What it means that a query finds nothing.</summary>
public enum NoDataMeaning
{
    /// <summary>The measurement says nothing.</summary>
    Unknown,

    /// <summary>The measurement is good: there is nothing to measure, as for a rate of errors that never happened.</summary>
    Passed,

    /// <summary>The measurement is bad: what should be measured is gone.</summary>
    Failed,
}

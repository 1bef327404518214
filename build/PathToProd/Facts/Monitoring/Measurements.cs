using System.Collections.Immutable;

namespace PathToProd.Facts.Monitoring;

/// <summary>What a query gave at several moments.</summary>
/// <param name="All">The measurements, the newest first.</param>
public sealed record Measurements(ImmutableArray<Measurement> All);

/// <summary>What a query gave at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Result">What it gave.</param>
public sealed record Measurement(DateTimeOffset At, Measured Result);

/// <summary>What a query gave. None of these is the same as another.</summary>
public abstract record Measured
{
    private Measured() { }

    /// <summary>A number, which may be infinite.</summary>
    public sealed record Number(double Value) : Measured;

    /// <summary>Nothing: no series matched.</summary>
    public sealed record NoData : Measured;

    /// <summary><c>NaN</c>, as nothing divided by nothing gives.</summary>
    public sealed record NotANumber : Measured;

    /// <summary>No answer that can be used.</summary>
    /// <param name="Why">Why not, as a clause without a full stop.</param>
    public sealed record Error(string Why) : Measured;
}

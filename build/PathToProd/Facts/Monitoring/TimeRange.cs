namespace PathToProd.Facts.Monitoring;

/// <summary>A time from a moment until another, which does not belong to it.</summary>
/// <param name="Start">The start.</param>
/// <param name="End">The end.</param>
public sealed record TimeRange(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>How long it is; less than nothing when it ends before it starts.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>What of it lies in another.</summary>
    public TimeRange Within(TimeRange other) =>
        new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);
}

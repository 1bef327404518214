namespace PathToProd.Facts.Runs;

/// <summary>When something went on, measured from the start of the run, so that a clock that is set meanwhile changes nothing.</summary>
/// <param name="Start">When it started.</param>
/// <param name="End">When it ended, at or after its start.</param>
public sealed record RunSpan(TimeSpan Start, TimeSpan End)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Duration => End - Start;
}

namespace PathToProd.Decisions.Leases;

/// <summary>What became of a write by compare and swap.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome() { }

    /// <summary>It is there.</summary>
    /// <param name="Position">Where what was written stands now.</param>
    public sealed record Accepted(string Position) : WriteOutcome;

    /// <summary>Something else was written in between, so nothing was.</summary>
    public sealed record Moved : WriteOutcome;

    /// <summary>No answer came: it is there, it is not there, or it will be.</summary>
    /// <param name="Why">What happened instead.</param>
    public sealed record NoAnswer(string Why) : WriteOutcome;

    /// <summary>A rule or missing rights forbid it, so the same write would be declined again.</summary>
    /// <param name="Why">What was said.</param>
    public sealed record Declined(string Why) : WriteOutcome;
}

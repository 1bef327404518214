namespace PathToProd.Tasks.Facts.Changes;

/// <summary>What a system for changes answered.</summary>
/// <param name="Status">The status; 0 when there was no answer.</param>
/// <param name="Body">The text.</param>
internal sealed record ApiReply(int Status, string Body)
{
    /// <summary>Why there was no answer, as a clause about the system; null when there was one.</summary>
    public string? Silence { get; init; }

    /// <summary>How long it asks to wait; null when it does not say.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The rights that would do, as GitHub names them; null when it does not.</summary>
    public string? Rights { get; init; }

    /// <summary>Whether it did what was asked.</summary>
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>Whether it was turned away before anything was done, for a reason that passes.</summary>
    public bool IsTurnedAway => Status == 429 || (Status == 403 && After is not null);

    /// <summary>Whether it is not known whether it was done.</summary>
    public bool IsUnknown => Silence is not null || Status is 408 or >= 500;
}

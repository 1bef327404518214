namespace PathToProd.Decisions.Promotions.Times;

/// <summary>A time in which a window is open without a break.</summary>
/// <param name="Opens">When it opens; two days ago at the earliest, as what was before does not matter.</param>
/// <param name="Closes">When it closes; null when that is not in sight.</param>
internal sealed record OpenSpan(DateTimeOffset Opens, DateTimeOffset? Closes)
{
    /// <summary>Whether a moment is in it.</summary>
    public bool Holds(DateTimeOffset moment) => Opens <= moment && (Closes is not { } closes || closes > moment);

    /// <summary>Whether something that starts at a moment, or when it opens, is done before it closes.</summary>
    public bool HasTimeFor(TimeSpan duration, DateTimeOffset from) =>
        Closes is not { } closes || closes - (Opens > from ? Opens : from) >= duration;
}

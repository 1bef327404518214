namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>The real clock, ahead of the disk's; or one that stands still.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    /// <summary>By default as if everything had been at rest for a while.</summary>
    public TimeSpan Ahead { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where it stands still; null when it goes.</summary>
    public DateTimeOffset? Still { get; set; }

    public override DateTimeOffset GetUtcNow() => Still ?? base.GetUtcNow() + Ahead;
}

namespace PathToProd.Tasks.Tests.Sources;

/// <summary>The real clock, ahead of the disk's or behind it.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    /// <summary>By default as if everything had been at rest for a while.</summary>
    public TimeSpan Ahead { get; set; } = TimeSpan.FromMinutes(1);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

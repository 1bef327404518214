namespace PathToProd.Facts.Plans;

/// <summary>Something that a fresh plan says otherwise than the saved one.</summary>
/// <param name="Component">The component; empty for what is about all of the plan.</param>
/// <param name="What">What differs.</param>
/// <param name="Planned">What the saved plan says; null for nothing.</param>
/// <param name="Now">What the fresh one says; null for nothing.</param>
public sealed record PlanDifference(string Component, string What, string? Planned, string? Now)
{
    /// <summary>The difference on one line.</summary>
    public override string ToString() =>
        $"{(Component.Length == 0 ? "" : $"{Component}: ")}{What}: planned {Planned ?? "nothing"}, now {Now ?? "nothing"}";
}

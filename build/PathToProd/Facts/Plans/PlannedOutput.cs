namespace PathToProd.Facts.Plans;

/// <summary>What becomes of an output of a component that a deployment would change.</summary>
/// <param name="Name">The output.</param>
/// <param name="Action">What becomes of it.</param>
public sealed record PlannedOutput(string Name, PlannedAction Action)
{
    /// <summary>What it will be, as JSON; null when that is not known, is secret, or the output goes.</summary>
    public string? Value { get; init; }

    /// <summary>Whether only the deployment itself will know it.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether it is sensitive, or holds a secret.</summary>
    public bool IsSecret { get; init; }
}

using System.Collections.Immutable;

namespace PathToProd.Facts.Changes;

/// <summary>Something that failed.</summary>
/// <param name="Component">The component, or what else it was done with.</param>
/// <param name="Step">The stage or step; null when it came to none.</param>
/// <param name="Message">The whole message, secrets hidden.</param>
/// <param name="LastLines">The last lines of its log, secrets hidden.</param>
/// <param name="Log">The log, relative to the root; null if none.</param>
public sealed record ChangeFailure(
    string Component,
    string? Step,
    string Message,
    ImmutableArray<string> LastLines,
    string? Log = null
);

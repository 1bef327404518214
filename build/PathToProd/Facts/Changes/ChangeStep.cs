using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Changes;

/// <summary>Something that was done, reused, or not done.</summary>
/// <param name="Component">The component, or what else it was done with, such as a version set.</param>
/// <param name="Step">What: a stage, or a step such as <c>transition</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Seconds">How long it took, in seconds.</param>
/// <param name="Why">For what was reused: by which evidence. For what did not run: why. Else what is worth saying; null for nothing.</param>
/// <param name="Environment">Where; null for a step that is in none.</param>
public sealed record ChangeStep(
    string Component,
    string Step,
    StepOutcome Outcome,
    double Seconds,
    string? Why = null,
    string? Environment = null
);

/// <summary>How a step ended.</summary>
[JsonConverter(typeof(KebabWords<StepOutcome>))]
public enum StepOutcome
{
    /// <summary>It did its work.</summary>
    Passed,

    /// <summary>It was not done again, as evidence shows what it would show.</summary>
    Reused,

    /// <summary>It failed, or was ended.</summary>
    Failed,

    /// <summary>It never started.</summary>
    NotRun,
}

using PathToProd.Model.Components;

namespace PathToProd.Decisions.Resuming;

/// <summary>Which run is to be resumed.</summary>
/// <param name="Target">The target of the command line.</param>
public sealed record ResumeQuestion(RunTarget Target)
{
    /// <summary>The run that was named; null for the last one.</summary>
    public string? Run { get; init; }

    /// <summary>The environment that was named; null when none was.</summary>
    public string? Environment { get; init; }

    /// <summary>The environment of a run for which none is named.</summary>
    public required string DefaultEnvironment { get; init; }
}

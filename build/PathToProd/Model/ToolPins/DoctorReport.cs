using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Model.ToolPins;

/// <summary>What is needed, what was found, what is missing, and how to fix it.</summary>
/// <param name="Runtime">The machine's operating system and processor.</param>
/// <param name="Checks">One check for each tool, in the order of <c>tools.yaml</c>.</param>
public sealed record DoctorReport(string Runtime, ImmutableArray<DoctorCheck> Checks)
{
    /// <summary>Whether every tool that is not optional is there.</summary>
    public bool IsHealthy => Checks.All(check => check.Optional || check.State == DoctorState.Found);
}

/// <summary>What was found of one tool.</summary>
public sealed record DoctorCheck
{
    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>What it is needed for.</summary>
    public required string NeededFor { get; init; }

    /// <summary>Whether only some uses need it.</summary>
    public required bool Optional { get; init; }

    /// <summary>The range of accepted versions.</summary>
    public required string Accept { get; init; }

    /// <summary>What was found.</summary>
    public required DoctorState State { get; init; }

    /// <summary>The program that was found, good or not; null if none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? File { get; init; }

    /// <summary>The version that it printed; null when it printed none, never does, or there is no program.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Version { get; init; }

    /// <summary>Why each program that was looked at is not used, one sentence each.</summary>
    public ImmutableArray<string> Rejected { get; init; } = [];

    /// <summary>What the platform's tools.yaml says instead of Path to Prod, each as place and key: <c>tools.yaml(2,3): accept</c>.</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];

    /// <summary>What to do; null when nothing has to be done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Fix { get; init; }
}

/// <summary>What was found of a tool.</summary>
[JsonConverter(typeof(KebabWords<DoctorState>))]
public enum DoctorState
{
    /// <summary>An accepted version is there.</summary>
    Found,

    /// <summary>There is no program of that name.</summary>
    Missing,

    /// <summary>A program is there, but its version is not accepted.</summary>
    NotAccepted,

    /// <summary>A program is there, but it did not say its version.</summary>
    Unreadable,
}

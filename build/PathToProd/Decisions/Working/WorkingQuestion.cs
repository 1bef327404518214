using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Decisions.Working;

/// <summary>Whether a caller may start a target, as the way of working has it.</summary>
public sealed record WorkingQuestion
{
    /// <summary>The way of working.</summary>
    public required WayOfWorking Way { get; init; }

    /// <summary>Where <c>platform.yaml</c> says it.</summary>
    public required SourcePosition Where { get; init; }

    /// <summary>The target, such as <c>Deploy</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The environment; null for a target about none, or about all of the path.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether the environment is on the path to production. Others are their users' own.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>Why, as the caller says; null when nothing is said.</summary>
    public string? Reason { get; init; }

    /// <summary>What kind of caller it is.</summary>
    public required CallerKind Caller { get; init; }

    /// <summary>The caller's name: user and machine, or what the CI system says.</summary>
    public required string Who { get; init; }
}

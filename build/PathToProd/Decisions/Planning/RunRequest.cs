using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Decisions.Planning;

/// <summary>What a run was asked to do.</summary>
public sealed record RunRequest
{
    /// <summary>With its components.</summary>
    public required RunTarget Target { get; init; }

    /// <summary>The components that were asked for.</summary>
    public required ImmutableArray<ComponentManifest> Components { get; init; }

    /// <summary>Where.</summary>
    public required EnvironmentManifest Environment { get; init; }

    /// <summary>Everything else. Default: nothing.</summary>
    public RunOptions Options { get; init; } = new();
}

using System.Collections.Immutable;

namespace PathToProd.Model.Components;

/// <summary>A script that must exit with 0 once a whole version set is deployed.</summary>
public sealed record IntegrationTest
{
    /// <summary>Its name, unique in the component or the platform that declares it.</summary>
    public required string Name { get; init; }

    /// <summary>The script: a path in the component's folder; for the platform's own tests, from the repository's root.</summary>
    public required string Script { get; init; }

    /// <summary>False for a test that informs: its failure is reported and recorded, and fails nothing. Default: true.</summary>
    public bool IsBlocking { get; init; } = true;

    /// <summary>
    /// The components whose change makes it run again. Default, when empty: the component and all that it requires, directly
    /// or not; for the platform's own tests, all components.
    /// </summary>
    public ImmutableArray<string> Covers { get; init; } = [];

    /// <summary>After this time it is ended, and counts as failed. Default: 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

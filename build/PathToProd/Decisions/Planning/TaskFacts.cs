using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known of the tasks of a component once they were compiled.</summary>
public sealed record TaskFacts
{
    /// <summary>The names of all its tasks, its own and the standard ones.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>What is wrong with its sources, where no task of its own could make what is missing.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>Why they do not compile; null when they do.</summary>
    public PlatformException? Failure { get; init; }
}

using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Decisions.Resuming;

/// <summary>A run of this checkout, as its journal says it.</summary>
/// <param name="Id">The run.</param>
/// <param name="Story">What its journal says; null when the first line, which says what was asked, cannot be read.</param>
/// <param name="IsInProgress">Whether its process lives, which a lock of the kernel shows.</param>
public sealed record PastRun(RunId Id, JournalStory? Story, bool IsInProgress)
{
    /// <summary>The lines of the journal that cannot be read.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>Whether some of its journal can be read. One that was killed during its first line has touched nothing.</summary>
    public bool HasEvents { get; init; }

    /// <summary>What was asked; null for a part of something larger, and when that cannot be read.</summary>
    public RunAsked? Asked => Story?.Start.Asked;

    /// <summary>Whether its end is known, and good.</summary>
    public bool HasEndedWell => Story?.ExitCode == ExitCode.Done;

    /// <summary>Whether it was a run of the target in the environment.</summary>
    public bool Is(string target, string environment) =>
        Asked is not null
        && Story!.Start.Target.Equals(target, StringComparison.OrdinalIgnoreCase)
        && Story.Start.Environment == environment;

    /// <summary>The components that it was asked for and that did not end well in it.</summary>
    public IEnumerable<string> Open =>
        (Asked?.Components ?? []).Where(component =>
            Story!.Nodes.GetValueOrDefault(component)?.Outcome?.IsSuccess() != true
        );
}

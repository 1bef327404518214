using System.Collections.Immutable;

namespace PathToProd.Facts.Runs;

/// <summary>
/// Of all chains of components of a run, each of which requires the one before it, the one that took longest. However many run at
/// once, the run cannot be shorter than that.
/// </summary>
/// <param name="Steps">The components, at least one, in the order in which they ran.</param>
public sealed record CriticalPath(ImmutableArray<PathStep> Steps)
{
    private const int MostShown = 8;

    /// <summary>How long its components took together.</summary>
    public TimeSpan Duration => Sum(Steps.Select(step => step.Took));

    /// <summary>How long they waited together although all that they require was done: for room, or for another run.</summary>
    public TimeSpan Waited => Sum(Steps.Select(step => step.Waited));

    /// <summary>The components, what each cost, and what share of the run that was.</summary>
    /// <param name="run">How long the run took.</param>
    public string Text(TimeSpan run)
    {
        var waited = Waited >= TimeSpan.FromSeconds(1) ? $"; {Shown(Waited)} more waiting for room" : "";
        return $"{Components}: {Shown(Duration)} of {Shown(run)}{waited}";
    }

    /// <summary>The components and what each cost; of a long path the expensive ones, in their order.</summary>
    private string Components
    {
        get
        {
            var shown =
                Steps.Length <= MostShown
                    ? Steps
                    :
                    [
                        .. Steps
                            .Index()
                            .OrderByDescending(step => step.Item.Took)
                            .Take(MostShown)
                            .OrderBy(step => step.Index)
                            .Select(step => step.Item),
                    ];
            var text = string.Join(", ", shown.Select(step => $"{step.Component} {Shown(step.Took)}"));
            return shown.Length == Steps.Length ? text : $"{text} and {Steps.Length - shown.Length} that took less";
        }
    }

    private static string Shown(TimeSpan time) => PathToProd.Text.Duration.Text(time);

    private static TimeSpan Sum(IEnumerable<TimeSpan> times)
    {
        var sum = TimeSpan.Zero;
        foreach (var time in times)
        {
            sum += time;
        }

        return sum;
    }
}

/// <summary>A component of a critical path.</summary>
/// <param name="Component">The component.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Waited">How long it waited before that although all that it requires was done.</param>
public sealed record PathStep(string Component, TimeSpan Took, TimeSpan Waited);

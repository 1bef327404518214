using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Resuming;

/// <summary>What a user reads before a run goes on: which one, what counts as done, and how that is known.</summary>
public static class ResumeReport
{
    private const int MostNames = 8;

    /// <summary>The text; each reason once, with all its components.</summary>
    /// <param name="run">The run that goes on.</param>
    /// <param name="components">What is made of each component.</param>
    /// <param name="commit">The commit of the checkout now; null outside Git.</param>
    /// <param name="style">How wide lines may be.</param>
    /// <param name="now">The current time.</param>
    public static string Text(
        PastRun run,
        ImmutableArray<ResumedComponent> components,
        string? commit,
        Style style,
        DateTimeOffset now
    )
    {
        var story = run.Story!;
        var table = new Table();
        foreach (var group in components.GroupBy(one => (one.IsTakenAsDone, one.Because)).OrderByDescending(IsDone))
        {
            var (isDone, because) = group.Key;
            table.Add(
                new Cell(isDone ? "taken as done" : "goes on", isDone ? Tone.Quiet : Tone.Normal),
                Names([.. group.Select(one => one.Component)]),
                new Cell(because, Tone.Quiet)
            );
        }

        var lines = new List<string>
        {
            $"Resuming run {run.Id} ({story.Start.Target} for {story.Start.Environment}, {Moment.Age(story.Start.At, now)}), "
                + $"which {story.Ending}:",
            table.Write(style, indent: 2).TrimEnd('\n'),
        };
        if (components.Any(one => one.IsTakenAsDone))
        {
            lines.Add("What is taken as done is looked at again, and done again if that is needed.");
        }

        if (run.Problems.Length > 0)
        {
            lines.AddRange(run.Problems.Select(problem => problem.ToString()));
        }

        if (run.Asked!.Commit is { } before && commit is not null && before != commit)
        {
            lines.Add($"It was started from {Short(before)}; what is built now is built from {Short(commit)}.");
        }

        return string.Join('\n', lines);

        static bool IsDone(IGrouping<(bool IsTakenAsDone, string Because), ResumedComponent> group) =>
            group.Key.IsTakenAsDone;
    }

    private static string Names(string[] names) =>
        names.Length <= MostNames
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(MostNames - 1))} and {names.Length - MostNames + 1} more";

    // What was not committed is said, as it is what differs most often.
    private static string Short(string commit)
    {
        var plus = commit.IndexOf('+', StringComparison.Ordinal);
        var id = plus < 0 ? commit : commit[..plus];
        return $"commit {(id.Length > 10 ? id[..10] : id)}{(plus < 0 ? "" : " with changes")}";
    }
}

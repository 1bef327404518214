using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Resuming;

/// <summary>Which run goes on, or why none does.</summary>
public abstract record ResumeChoice
{
    private const int MostRuns = 5;

    private ResumeChoice() { }

    /// <summary>This one goes on.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Before">The runs that it went on with itself, the newest first.</param>
    public sealed record Found(PastRun Run, ImmutableArray<PastRun> Before) : ResumeChoice
    {
        /// <summary>All runs that together are the one that goes on, the newest first.</summary>
        public IEnumerable<PastRun> Chain => Before.Prepend(Run);
    }

    /// <summary>None does.</summary>
    public sealed record Refused(PlatformException Why) : ResumeChoice;

    /// <summary>Decides.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="runs">All runs of this checkout, the newest first; no more of them are read than are needed.</param>
    public static ResumeChoice Of(ResumeQuestion question, IEnumerable<PastRun> runs) =>
        question.Run is { } name ? Named(question, name, runs) : Last(question, runs);

    private static ResumeChoice Named(ResumeQuestion question, string name, IEnumerable<PastRun> runs)
    {
        var later = new List<PastRun>();
        using var rest = runs.GetEnumerator();
        while (rest.MoveNext())
        {
            if (rest.Current.Id.Text == name)
            {
                var run = rest.Current;
                return (ResumeChoice?)WrongRun(question, run)
                    ?? (ResumeChoice?)Unfit(run, later)
                    ?? new Found(run, Earlier(run, rest));
            }

            later.Add(rest.Current);
        }

        var names = later.Where(run => run.Asked is not null).Select(run => run.Id.Text).ToArray();
        return Wrong(
            $"there is no run {Printable.Line(name)} in this checkout",
            Suggestion.For(name, names) is { } near ? $"did you mean {near}?"
                : names.Length == 0 ? "artifacts/runs has none yet; start one without --resume"
                : $"the last ones are {string.Join(", ", names.Take(MostRuns))}"
        );
    }

    private static Refused? WrongRun(ResumeQuestion question, PastRun run)
    {
        if (run.Story is not { } story)
        {
            return Unreadable(
                run,
                $"what run {run.Id} was asked cannot be read, so it cannot be resumed",
                $"start a new run: ./build.sh --target={question.Target}; what is done is not repeated"
            );
        }

        if (run.Asked is null)
        {
            return Wrong(
                $"run {run.Id} does not say what it was asked, as it is a part of Certify or Bisect or of an older program",
                "start a new run without --resume"
            );
        }

        if (!story.Start.Target.Equals(question.Target.Name, StringComparison.OrdinalIgnoreCase))
        {
            return Wrong(
                $"run {run.Id} is a run of {story.Start.Target}, not of {question.Target}",
                $"write --target={story.Start.Target} --resume={run.Id}"
            );
        }

        return question.Environment is { } environment && story.Start.Environment != environment
            ? Wrong(
                $"run {run.Id} was for {story.Start.Environment}, not for {environment}",
                "leave --environment out: the run says where it goes"
            )
            : null;
    }

    /// <summary>Only the first line matters: without it no one knows what was asked.</summary>
    private static Refused Unreadable(PastRun run, string what, string fix) =>
        new(new PlatformException([.. run.Problems.Take(1), new Problem(null, what, fix)]));

    /// <summary>Why a run cannot go on although it is the right one; null when it can.</summary>
    private static Refused? Unfit(PastRun run, IReadOnlyList<PastRun> later)
    {
        if (later.FirstOrDefault(other => other.Asked?.Resumes == run.Id) is { } successor)
        {
            return Wrong(
                $"run {run.Id} was resumed by run {successor.Id}, which {(successor.IsInProgress ? "is still in progress" : successor.Story!.Ending)}",
                successor.HasEndedWell || successor.IsInProgress
                    ? "there is nothing left to resume"
                    : $"resume that one: --resume={successor.Id}"
            );
        }

        if (run.IsInProgress)
        {
            var asked = run.Asked!;
            return new Refused(
                PlatformException.Refused(
                    $"Run {run.Id} is still in progress ({asked.Who}, pid {asked.Process}, since {Moment.Text(run.Story!.Start.At)}), "
                        + "so there is nothing to resume yet. Nothing was touched. Wait for it to end, or end it, then run the same command again."
                )
            );
        }

        if (run.HasEndedWell)
        {
            return Wrong($"run {run.Id} ended well, so there is nothing to resume", "start a new run without --resume");
        }

        return Overtaken(run, later) is { } by
            ? Wrong(
                $"run {run.Id} is out of date: run {by.Id} ({by.Story!.Start.Target}) has changed "
                    + $"{Prose.List(Shared(run, by))} in {run.Story!.Start.Environment} since, and resuming would undo that",
                "if that is meant, ask for it without --resume"
            )
            : null;
    }

    private static ResumeChoice Last(ResumeQuestion question, IEnumerable<PastRun> runs)
    {
        var environment = question.Environment ?? question.DefaultEnvironment;
        var later = new List<PastRun>();
        var passedOver = new List<(PastRun Run, Refused Why)>();
        using var rest = runs.GetEnumerator();
        while (rest.MoveNext())
        {
            var run = rest.Current;
            if (run is { Story: null, HasEvents: true })
            {
                return Unreadable(
                    run,
                    $"what run {run.Id} was asked cannot be read, so no one knows whether it is the last one",
                    "name the run that goes on, --resume=RUN, or start a new one"
                );
            }

            if (run.Is(question.Target.Name, environment))
            {
                var unfit = Unfit(run, later) ?? Repeated(run, later);
                if (unfit is null)
                {
                    return new Found(run, Earlier(run, rest));
                }

                if (run.IsInProgress)
                {
                    return unfit;
                }

                passedOver.Add((run, unfit));
            }

            later.Add(run);
        }

        return Nothing(question.Target, environment, passedOver);
    }

    private static Refused Nothing(RunTarget target, string environment, List<(PastRun Run, Refused Why)> passedOver)
    {
        var what = $"there is no run of {target} for {environment} to resume";
        // The newest that did not end well says most; else the newest.
        var told = passedOver.Find(one => !one.Run.HasEndedWell && one.Run.Asked!.Resumes is null)
            is { Run: not null } bad
            ? bad
            : passedOver.FirstOrDefault();
        return told.Run is null
            ? Wrong($"{what}: artifacts/runs has none", "start one without --resume")
            : Wrong(
                $"{what}: {told.Why.Why.Problems[0].What}",
                told.Run.HasEndedWell ? "start a new run without --resume" : told.Why.Why.Problems[0].Fix
            );
    }

    /// <summary>What was left open may have been done since by a run of its own.</summary>
    private static Refused? Repeated(PastRun run, IReadOnlyList<PastRun> later)
    {
        var by = later.FirstOrDefault(other =>
            other.HasEndedWell
            && other.Is(run.Story!.Start.Target, run.Story.Start.Environment)
            && run.Open.All(other.Asked!.Components.Contains)
        );
        return by is null
            ? null
            : Wrong(
                $"run {run.Id} {run.Story!.Ending}, but run {by.Id} did the same since and ended well",
                $"start a new run without --resume, or name that one: --resume={run.Id}"
            );
    }

    /// <summary>The run of the opposite target that changed some of the same since; null if none did.</summary>
    private static PastRun? Overtaken(PastRun run, IReadOnlyList<PastRun> later)
    {
        var start = run.Story!.Start;
        return RunTarget.Of(start.Target).ChangesEnvironment
            ? later.FirstOrDefault(other =>
                other.Story is { } story
                && story.Start.Environment == start.Environment
                && RunTarget.Of(story.Start.Target).ChangesEnvironment
                && AreOpposite(RunTarget.Of(story.Start.Target), RunTarget.Of(start.Target))
                && Shared(run, other).Length > 0
            )
            : null;
    }

    /// <summary>A rollback is a deployment, and takes others back.</summary>
    private static bool AreOpposite(RunTarget one, RunTarget other) =>
        one.Stage != other.Stage || one == RunTarget.Rollback != (other == RunTarget.Rollback);

    private static string[] Shared(PastRun run, PastRun other) =>
        [.. run.Asked!.Components.Where(name => other.Story!.Nodes.ContainsKey(name)).Order(StringComparer.Ordinal)];

    private static ImmutableArray<PastRun> Earlier(PastRun run, IEnumerator<PastRun> older)
    {
        var chain = ImmutableArray.CreateBuilder<PastRun>();
        var next = run.Asked!.Resumes;
        while (next is not null && older.MoveNext())
        {
            if (older.Current.Id == next)
            {
                chain.Add(older.Current);
                next = older.Current.Asked?.Resumes;
            }
        }

        return chain.ToImmutable();
    }

    private static Refused Wrong(string what, string fix) => new(PlatformException.Wrong(what, fix));
}

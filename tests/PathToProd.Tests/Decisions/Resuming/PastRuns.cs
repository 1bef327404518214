using PathToProd.Decisions.Resuming;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Resuming;

/// <summary>Runs of a checkout, a minute apart, from their journals.</summary>
internal static class PastRuns
{
    private static readonly DateTimeOffset First = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The name of a run by its number.</summary>
    public static RunId Id(int number) => RunId.Of(First.AddMinutes(number), (ushort)number);

    /// <summary>A run of some components, and what its journal says of each that it came to.</summary>
    /// <param name="number">The later, the larger.</param>
    /// <param name="target">The target.</param>
    /// <param name="ending">How it ended; null when its journal breaks off.</param>
    /// <param name="components">The components that it was asked for.</param>
    /// <param name="nodes">Their ends.</param>
    /// <param name="resumes">The number of the run that it went on with.</param>
    /// <param name="environment">The environment.</param>
    public static PastRun Of(
        int number,
        string target,
        ExitCode? ending,
        string components,
        string nodes = "",
        int? resumes = null,
        string environment = "prod"
    )
    {
        var at = First.AddMinutes(number);
        var start = new JournalEvent.RunStarted(at, Id(number), target, environment)
        {
            Asked = new RunAsked
            {
                Components = [.. components.Split(' ')],
                Who = "ann@laptop",
                Process = 4242,
                Resumes = resumes is { } before ? Id(before) : null,
            },
        };
        JournalEvent[] end = ending is { } code ? [new JournalEvent.RunEnded(at.AddSeconds(9), code)] : [];
        return new PastRun(
            Id(number),
            JournalStory.Of([start, .. nodes.Split(' ').SelectMany(node => Events(at, target, node)), .. end]),
            IsInProgress: false
        );
    }

    /// <summary><c>a=done</c>, <c>a=not-run</c>, or <c>a=</c> for one that the journal breaks off at.</summary>
    private static IEnumerable<JournalEvent> Events(DateTimeOffset at, string target, string node)
    {
        if (node.Split('=') is not [var component, var end])
        {
            yield break;
        }

        if (end != "not-run")
        {
            yield return new JournalEvent.NodeStarted(at, component);
            yield return new JournalEvent.StageStarted(at, component, target);
        }

        if (end.Length > 0)
        {
            var outcome = OutcomeNames.Node(end);
            yield return new JournalEvent.NodeEnded(
                at,
                component,
                outcome,
                outcome == NodeOutcome.NotRun ? "base failed" : null
            );
        }
    }

    /// <summary>A run whose first line was torn.</summary>
    public static PastRun Torn(int number) =>
        new(Id(number), Story: null, IsInProgress: false)
        {
            HasEvents = true,
            Problems = JournalText.Read("{\"event\":\"run-st\n", $"artifacts/runs/{Id(number)}/journal.jsonl").Problems,
        };
}

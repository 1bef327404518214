using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>What a journal says of its run, added up.</summary>
/// <param name="Start">How it started.</param>
public sealed record JournalStory(JournalEvent.RunStarted Start)
{
    /// <summary>The components that started or were given up, by name.</summary>
    public ImmutableDictionary<string, JournalNode> Nodes { get; init; } =
        ImmutableDictionary.Create<string, JournalNode>(StringComparer.Ordinal);

    /// <summary>Whether it was asked to end.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>How it ended; null when the journal breaks off, as it was killed or still runs.</summary>
    public ExitCode? ExitCode { get; init; }

    /// <summary>When something happened last.</summary>
    public DateTimeOffset LastAt { get; init; } = Start.At;

    /// <summary>The run.</summary>
    public RunId Run => Start.Run;

    /// <summary>How it ended, as a clause that goes on after "which".</summary>
    public string Ending =>
        ExitCode switch
        {
            Text.ExitCode.Done => "ended well",
            Text.ExitCode.Failed => "failed",
            Text.ExitCode.Cancelled => "was cancelled",
            Text.ExitCode.Refused => "was refused",
            Text.ExitCode.WrongInput => "ended with wrong input",
            _ when IsCancelled => "was cancelled, and killed before it ended",
            _ => "was killed",
        };

    /// <summary>Adds up what happened; null when it does not begin with the start of a run.</summary>
    public static JournalStory? Of(IReadOnlyList<JournalEvent> events)
    {
        if (events is not [JournalEvent.RunStarted start, ..])
        {
            return null;
        }

        var story = new JournalStory(start);
        var nodes = story.Nodes.ToBuilder();
        foreach (var happened in events)
        {
            switch (happened)
            {
                // A rollback may be two passes, and what ended well before the second is not the end.
                case JournalEvent.RunStarted:
                    story = story with { ExitCode = null };
                    break;
                case JournalEvent.NodeStarted node:
                    nodes[node.Component] = new JournalNode(start.Run);
                    break;
                case JournalEvent.StageStarted stage:
                    nodes[stage.Component] = Node(stage.Component) with { Stage = stage.Stage };
                    break;
                case JournalEvent.NodeEnded node:
                    nodes[node.Component] = Node(node.Component) with { Outcome = node.Outcome, Cause = node.Cause };
                    break;
                case JournalEvent.RunCancelled:
                    story = story with { IsCancelled = true };
                    break;
                case JournalEvent.RunEnded ended:
                    story = story with { ExitCode = ended.ExitCode };
                    break;
            }
        }

        return story with
        {
            Nodes = nodes.ToImmutable(),
            LastAt = events[^1].At,
        };

        JournalNode Node(string component) => nodes.GetValueOrDefault(component) ?? new JournalNode(start.Run);
    }
}

/// <summary>What a journal says of one component.</summary>
/// <param name="Run">The journal's run.</param>
public sealed record JournalNode(RunId Run)
{
    /// <summary>The task that started last; null when none did.</summary>
    public string? Stage { get; init; }

    /// <summary>How it ended; null when the journal breaks off before.</summary>
    public NodeOutcome? Outcome { get; init; }

    /// <summary>Why it did not run; null when it did.</summary>
    public string? Cause { get; init; }
}

using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Notifications;

/// <summary>Something that happened on the path, as people are notified of it.</summary>
public sealed record Notification
{
    /// <summary>The same for the same event, however often it is sent: a receiver drops what it has seen.</summary>
    public required string Id { get; init; }

    /// <summary>What happened.</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The set.</summary>
    public required SetReference Set { get; init; }

    /// <summary>What happened, in one sentence without a full stop.</summary>
    public required string Text { get; init; }

    /// <summary>The reasons, a clause each. Default: none.</summary>
    public ImmutableArray<string> Because { get; init; } = [];

    /// <summary>What would help, a sentence each without a full stop. Default: none.</summary>
    public ImmutableArray<string> Lift { get; init; } = [];

    /// <summary>When that ends by itself; null when it does not, or nothing is to end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The notification of a record; null for one of which people are not notified.</summary>
    public static Notification? Of(PromotionRecord record) =>
        record switch
        {
            PromotionRecord.Promoted promoted => Of(
                record,
                NotificationEvent.Promoted,
                promoted.Environment,
                promoted.Set,
                promoted.From is { } from
                    ? $"{promoted.Set.Name} was promoted to {promoted.Environment} in place of {from.Name}"
                    : $"{promoted.Set.Name} was promoted to {promoted.Environment}"
            ),
            PromotionRecord.Announced announced => Of(
                record,
                NotificationEvent.Announced,
                announced.Environment,
                announced.Set,
                $"{announced.Set.Name} is about to be promoted to {announced.Environment}"
            ),
            _ => null,
        };

    /// <summary>
    /// The notification that a verdict stops a promotion; null when it does not. It is the same event as long as the same causes are in the way, whatever
    /// their measured values: that an alert still fires is not news every ten minutes.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    public static Notification? Of(PromotionVerdict verdict)
    {
        if (verdict.IsOpen)
        {
            return null;
        }

        var question = verdict.Question;
        var blocking = verdict
            .Gates.SelectMany(gate => gate.Blocking.Select(cause => (gate.Gate, gate.Kind, Cause: cause)))
            .ToArray();
        var needsApproval = blocking.All(one => one.Kind == "approval");
        var happened = needsApproval ? NotificationEvent.WaitingForApproval : NotificationEvent.Blocked;
        var causes = blocking
            .Select(one => $"{one.Gate}\n{one.Cause.Kind}\n{one.Cause.About}")
            .Order(StringComparer.Ordinal);
        return new Notification
        {
            Id = IdOf([happened.ToString(), question.Environment, question.Set.Digest.ToString(), .. causes]),
            Event = happened,
            At = question.Now,
            Environment = question.Environment,
            Set = new SetReference(question.Set.Name, question.Set.Digest),
            Text = needsApproval
                ? $"{question.Set.Name} waits for approval to go to {question.Environment}"
                : $"{question.Set.Name} is not promoted to {question.Environment}",
            Because = [.. blocking.Select(one => one.Cause.Because)],
            Lift = [.. blocking.Select(one => one.Cause.Lift).Distinct(StringComparer.Ordinal)],
            Until = verdict.OpensAt,
        };
    }

    /// <summary>The notification that a deployment, or its verification, failed, or that it was rolled back.</summary>
    /// <param name="happened">Which of the two.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="set">The set that failed.</param>
    /// <param name="run">The run.</param>
    /// <param name="because">Why, as a clause.</param>
    /// <param name="at">When.</param>
    public static Notification OfRun(
        NotificationEvent happened,
        string environment,
        SetReference set,
        string run,
        string because,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = IdOf([happened.ToString(), environment, run]),
            Event = happened,
            At = at,
            Environment = environment,
            Set = set,
            Text =
                happened == NotificationEvent.RolledBack
                    ? $"{environment} was rolled back from {set.Name}"
                    : $"{set.Name} failed in {environment}",
            Because = [because],
            Lift = [$"look at what happened: ./build.sh --target=History --environment={environment}"],
        };

    private static Notification Of(
        PromotionRecord record,
        NotificationEvent happened,
        string environment,
        SetReference set,
        string text
    ) =>
        new()
        {
            Id = IdOf([happened.ToString(), record.Head.Id]),
            Event = happened,
            At = record.Head.At,
            Environment = environment,
            Set = set,
            Text = $"{text}, by {record.Head.Who}",
            Because = record.Head.Reason is { } reason ? [reason] : [],
        };

    private static string IdOf(IEnumerable<string> parts) =>
        Digest.Of(Encoding.UTF8.GetBytes(string.Join('\0', parts))).Hex[..32];
}

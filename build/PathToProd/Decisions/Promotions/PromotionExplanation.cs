using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;

namespace PathToProd.Decisions.Promotions;

/// <summary>Why an environment of the path should run the set that it should run, and what stops the next one.</summary>
public sealed record PromotionExplanation
{
    /// <summary>Where it stands.</summary>
    public required EnvironmentStanding Standing { get; init; }

    /// <summary>The policy's text of today; empty for a step without one.</summary>
    public required string Policy { get; init; }

    /// <summary>The runs that deployed something there since the set was promoted, oldest first; null when the ledger could not be read.</summary>
    public IReadOnlyList<DeployingRun>? Runs { get; init; } = [];

    /// <summary>Who approved this promotion; those who did before an earlier one of the same set are not among them.</summary>
    public ImmutableArray<PromotionRecord.Approved> Approvals { get; init; } = [];

    /// <summary>What was accepted for the set in this environment, in records that stand forever.</summary>
    public ImmutableArray<PromotionRecord.Overridden> Overrides { get; init; } = [];

    /// <summary>Whether the set was promoted by other rules than today's. No rules count for a rollback, so none differ.</summary>
    public bool PolicyDiffers => Standing.Promoted is { IsBack: false } promoted && promoted.Policy != Policy;

    /// <summary>Puts it together.</summary>
    /// <param name="question">What is known, about the environment. Its set counts for nothing, and of its answers those of the checkout count.</param>
    public static PromotionExplanation Of(PromotionQuestion question)
    {
        var standing = StandingDecision.Of(question);
        var said = standing.Promoted is { } promoted ? SaidBefore(question, promoted) : [];
        return new PromotionExplanation
        {
            Standing = standing,
            Policy = question.Step.Policy.Text,
            Runs = standing.Promoted is { } one ? RunsSince(question, one) : [],
            Approvals = [.. said.OfType<PromotionRecord.Approved>()],
            Overrides = [.. said.OfType<PromotionRecord.Overridden>()],
        };
    }

    /// <summary>What was said about the set there between the promotion of it before, if any, and this one.</summary>
    private static PromotionRecord[] SaidBefore(PromotionQuestion question, PromotionRecord.Promoted promoted)
    {
        var records = question.Promotions.Records;
        var earlier = question
            .Promotions.PromotionsTo(question.Environment)
            .LastOrDefault(one => one.Set.Digest == promoted.Set.Digest && one != promoted);
        var from = earlier is null ? 0 : records.IndexOf(earlier) + 1;
        return
        [
            .. records[from..records.IndexOf(promoted)]
                .Where(record =>
                    record switch
                    {
                        PromotionRecord.Approved one => one.Environment == question.Environment
                            && one.Set.Digest == promoted.Set.Digest,
                        PromotionRecord.Overridden one => one.Environment == question.Environment
                            && one.Set.Digest == promoted.Set.Digest,
                        _ => false,
                    }
                ),
        ];
    }

    private static DeployingRun[]? RunsSince(PromotionQuestion question, PromotionRecord.Promoted promoted) =>
        question.Histories.TryGetValue(question.Environment, out var history)
            ?
            [
                .. history
                    .Attempts.Where(attempt => attempt.Started.At >= promoted.Head.At)
                    .GroupBy(attempt => attempt.Started.Run, StringComparer.Ordinal)
                    .Select(run => new DeployingRun(
                        run.Key,
                        run.Max(attempt => attempt.At),
                        run.First().Started.Who,
                        [.. run.Select(Component)]
                    )),
            ]
            : null;

    private static string Component(Attempt attempt) =>
        $"{attempt.Started.Component} {attempt.Started.Version}"
        + (attempt.Outcome == AttemptOutcome.Succeeded ? "" : $" ({Word(attempt.Outcome)})");

    private static string Word(AttemptOutcome outcome) =>
        outcome == AttemptOutcome.InProgress ? "in progress" : outcome.ToString().ToLowerInvariant();
}

/// <summary>A run that deployed something to the environment since the promotion.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When the last of it ended.</param>
/// <param name="Who">Who ran it.</param>
/// <param name="Components">What it deployed: <c>ingress 1.4.0</c>, with what became of it unless it succeeded.</param>
public sealed record DeployingRun(string Run, DateTimeOffset At, string Who, ImmutableArray<string> Components);

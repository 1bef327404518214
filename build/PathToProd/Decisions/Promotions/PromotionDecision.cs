using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions;

/// <summary>
/// Decides whether a set may be promoted to an environment. Every gate is asked, and what is shown is what is enforced: both call
/// <see cref="Of(PromotionQuestion)"/>, which is asked again at the moment of writing.
/// </summary>
public static class PromotionDecision
{
    /// <summary>What must be looked up before it can be decided; each once.</summary>
    public static IReadOnlyCollection<Look> Looks(PromotionQuestion question) =>
        [.. Gates(question).SelectMany(gate => gate.Gate.Looks(question)).Distinct()];

    /// <summary>The verdict of every gate.</summary>
    public static PromotionVerdict Of(PromotionQuestion question) => Of(question, new WaveFindings());

    /// <summary>The verdicts of every gate for several environments and sets, on all processors.</summary>
    /// <param name="questions">The questions, all over the same facts: only step, environment and set differ.</param>
    /// <exception cref="ArgumentException">They are over different facts.</exception>
    public static ImmutableArray<PromotionVerdict> Of(IReadOnlyList<PromotionQuestion> questions)
    {
        var findings = WaveFindings.For(questions);
        var verdicts = new PromotionVerdict[questions.Count];
        SideBySide.For(questions.Count, at => verdicts[at] = Of(questions[at], findings));
        return [.. verdicts];
    }

    /// <summary>The verdict of every gate, together with others over the same facts.</summary>
    internal static PromotionVerdict Of(PromotionQuestion question, WaveFindings findings)
    {
        var accepted = AcceptedNow(question);
        return new PromotionVerdict(
            question,
            [
                .. Gates(question)
                    .Select(
                        (gate, place) => Verdict(gate, question, accepted, findings.Of(place, gate.Gate, question))
                    ),
            ]
        );
    }

    private static GateVerdict Verdict(
        AskedGate asked,
        PromotionQuestion question,
        HashSet<AcceptedCause> accepted,
        WaveFindings.Finding found
    ) =>
        new()
        {
            Gate = asked.Name,
            Kind = asked.Kind,
            IsInforming = asked.IsInforming,
            Causes = found.Causes,
            Accepted = [.. found.Causes.Where(cause => accepted.Contains(Acceptance(asked.Name, cause)))],
            Holds = found.Holds,
            IsAsked =
                !found.Causes.Any(cause => cause.Kind == CauseKind.Unknown)
                || asked.Gate.Looks(question).All(question.Answers.Knows),
        };

    /// <summary>
    /// The records of a promotion whose gates are open, itself the last. A set that it replaces before that was ever there whole is recorded as
    /// unverified.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="head">What a record begins with, given why.</param>
    /// <param name="reason">Why it is promoted; null when that is not said.</param>
    /// <param name="passedOver">The sets that never come, as this one is taken.</param>
    /// <exception cref="ArgumentException">A gate is in the way.</exception>
    public static ImmutableArray<PromotionRecord> Records(
        PromotionVerdict verdict,
        Func<string?, RecordHead> head,
        string? reason,
        IEnumerable<VersionSet> passedOver
    )
    {
        if (!verdict.IsOpen)
        {
            throw new ArgumentException("A gate is in the way.", nameof(verdict));
        }

        var question = verdict.Question;
        var replaced = question.Promotions.Desired(question.Environment)?.Set;
        var promoted = new PromotionRecord.Promoted
        {
            Head = head(reason),
            Environment = question.Environment,
            Set = Reference(question.Set),
            From = replaced,
            Policy = question.Step.Policy.Text,
            Accepted =
            [
                .. verdict.Gates.SelectMany(gate => gate.Accepted.Select(cause => Acceptance(gate.Gate, cause))),
            ],
            PassedOver = [.. passedOver.Select(Reference)],
            Gates = [.. verdict.Gates.Select(Word)],
        };
        var unverified =
            replaced is not null && IsUnverified(question, replaced)
                ? new PromotionRecord.Unverified
                {
                    Head = head(null),
                    Environment = question.Environment,
                    Set = replaced,
                }
                : null;
        return
        [
            .. ApprovalDecision.InCommits(question, () => head(null)),
            .. unverified is null ? [] : (PromotionRecord[])[unverified],
            promoted,
        ];
    }

    private static GateWord Word(GateVerdict gate) =>
        new(
            gate.Gate,
            gate.State.ToString().ToLowerInvariant(),
            gate.Causes.IsEmpty ? gate.Holds : string.Join("; ", gate.Causes.Select(cause => cause.Because))
        );

    private static bool IsUnverified(PromotionQuestion question, SetReference replaced) =>
        question.Sets.LastOrDefault(set => set.Digest == replaced.Digest) is { } set
        && question.Histories.GetValueOrDefault(question.Environment) is { } history
        && SetStay.Of(history, set).IsEmpty;

    /// <summary>A set as records name it.</summary>
    public static SetReference Reference(VersionSet set) => new(set.Name, set.Digest);

    /// <summary>What a record says that accepts a cause.</summary>
    public static AcceptedCause Acceptance(string gate, GateCause cause) =>
        new(gate, cause.About, WasUnknown: cause.Kind == CauseKind.Unknown);

    /// <summary>A policy may ask for a standing gate by other terms; then its own counts.</summary>
    private static IEnumerable<AskedGate> Gates(PromotionQuestion question)
    {
        var policy = question.Step.Policy;
        var standing =
            from gate in PromotionGates.Standing
            where policy.Gates.All(one => one.IsInforming || one.Rule.Kind != gate.Name)
            select new AskedGate(gate.Name, gate.Name, IsInforming: false, gate.Gate);
        return standing.Concat(
            policy.Gates.Select(gate => new AskedGate(
                gate.Name,
                gate.Rule.Kind,
                gate.IsInforming,
                PromotionGates.Of(gate.Rule)
            ))
        );
    }

    private static HashSet<AcceptedCause> AcceptedNow(PromotionQuestion question) =>
        [.. Overrides(question).SelectMany(record => record.Causes)];

    /// <summary>What stands of what was accepted for the set in the environment, oldest first; nothing where the policy does not allow it.</summary>
    internal static IEnumerable<PromotionRecord.Overridden> Overrides(PromotionQuestion question) =>
        question.Step.Policy.AllowsOverride
            ? question
                .Promotions.Records.OfType<PromotionRecord.Overridden>()
                .Where(record =>
                    record.Environment == question.Environment
                    && record.Set.Digest == question.Set.Digest
                    && record.Until > question.Now
                )
            : [];

    private sealed record AskedGate(string Name, string Kind, bool IsInforming, IGate Gate);
}

using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Decisions.Promotions.Times;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions;

/// <summary>
/// Finds out where an environment of the path stands, for <c>Status</c> and <c>Explain</c>. What it says of the next set comes from the functions that
/// <c>Advance</c> decides by. What a gate must look up outside of the checkout is not looked up: a closed cause holds anyway, and the rest is said as
/// not asked.
/// </summary>
public static class StandingDecision
{
    /// <summary>What must be looked up before, in the checkout alone.</summary>
    /// <param name="question">What is known, about the environment.</param>
    public static IEnumerable<Look> Looks(PromotionQuestion question) =>
        PromotionDecision.Looks(question).Where(look => look.IsLocal);

    /// <summary>Finds it out.</summary>
    /// <param name="question">What is known, about the environment. Its set counts for nothing, and of its answers those of the checkout count.</param>
    public static EnvironmentStanding Of(PromotionQuestion question) => Of([question])[0];

    /// <summary>Finds it out for several environments, on all processors.</summary>
    /// <param name="questions">The questions, all over the same facts: only step and environment differ.</param>
    /// <exception cref="ArgumentException">They are over different facts.</exception>
    public static ImmutableArray<EnvironmentStanding> Of(IReadOnlyList<PromotionQuestion> questions)
    {
        var findings = WaveFindings.For(questions);
        var local = questions.Count == 0 ? LookAnswers.None : questions[0].Answers.Local;
        PromotionQuestion[] asked = [.. questions.Select(question => question with { Answers = local })];
        var standings = new EnvironmentStanding[asked.Length];
        SideBySide.For(asked.Length, at => standings[at] = Of(asked[at], findings));
        return [.. standings];
    }

    private static EnvironmentStanding Of(PromotionQuestion question, WaveFindings findings)
    {
        var promoted = question.Promotions.Desired(question.Environment);
        var candidates = AdvanceDecision.Candidates(question);
        return Stands(question, promoted) with
        {
            Freezes = question.Promotions.Freezes([question.Environment, question.Step.Name], question.Now),
            Hold = question.Promotions.Hold(question.Environment),
            Condemned = promoted is null ? null : question.Promotions.Condemnation(promoted.Set.Digest),
            UnreadRecords = question.UnreadRecords.Length,
            Next = Next(question, candidates, findings),
            NotBefore =
                !candidates.IsEmpty
                && promoted?.Head.At + question.Step.Pace.AtMostEvery is { } next
                && next > question.Now
                    ? next
                    : null,
            Schedule = Schedule(question, promoted, candidates),
        };
    }

    private static EnvironmentStanding Stands(PromotionQuestion question, PromotionRecord.Promoted? promoted)
    {
        var (state, since, because) = State(question, promoted);
        return new EnvironmentStanding
        {
            Environment = question.Environment,
            Step = question.Step.Name,
            Promoted = promoted,
            State = state,
            Since = since,
            Because = because,
        };
    }

    private static (DesiredState State, DateTimeOffset? Since, string? Because) State(
        PromotionQuestion question,
        PromotionRecord.Promoted? promoted
    )
    {
        var move = AdvanceDecision.Unfinished(question);
        switch (move)
        {
            case AdvanceMove.Unknown unknown:
                return (DesiredState.Unknown, null, unknown.Why.Because);
            case AdvanceMove.Waits waits:
                return (DesiredState.InProgress, null, Facts.Ledger.AttemptWriter.Write(waits.Attempt));
            case AdvanceMove.Failed failed:
                return (DesiredState.Failed, null, Because(failed.Causes));
            case AdvanceMove.Deploys:
                return (
                    DesiredState.WaitsForDeployment,
                    null,
                    Because([.. Failures.Of(question, question.Environment)])
                );
        }

        if (promoted is null)
        {
            return (DesiredState.NothingPromoted, null, null);
        }

        if (question.Sets.LastOrDefault(set => set.Digest == promoted.Set.Digest) is not { } set)
        {
            return (
                DesiredState.Unknown,
                null,
                $"the file of {promoted.Set.Name} is gone from environments/version-sets"
            );
        }

        return SetStay.Of(question.Histories[question.Environment], set) is [.., { To: null, From: var from }]
            ? (DesiredState.Runs, from, null)
            : (DesiredState.RunsSomethingElse, null, Else(question, set));
    }

    private static string? Because(ImmutableArray<GateCause> causes) =>
        causes.IsEmpty ? null : Prose.Clauses([.. causes.Select(cause => cause.Because)]);

    /// <summary>What of a set is not there, or is there beside it.</summary>
    private static string Else(PromotionQuestion question, VersionSet set)
    {
        var there = question
            .State(question.Environment)
            .Components.Values.Select(state => state.Member)
            .OfType<SetMember>()
            .ToDictionary(member => member.Component, StringComparer.Ordinal);
        string[] differences =
        [
            .. set
                .Members.Values.Where(member => there.GetValueOrDefault(member.Component)?.Digest != member.Digest)
                .Select(member =>
                    there.TryGetValue(member.Component, out var other)
                        ? $"{member.Component} is {other.Version} there, and {member.Version} in {set.Name}"
                        : $"{member.Component} is not there"
                ),
            .. there
                .Values.Where(member => !set.Members.ContainsKey(member.Component))
                .Select(member => $"{member.Component} is not part of {set.Name}"),
        ];
        return Prose.Clauses(differences);
    }

    private static ImmutableArray<NextSet> Next(
        PromotionQuestion question,
        ImmutableArray<VersionSet> candidates,
        WaveFindings findings
    )
    {
        var (blocked, open, _) = AdvanceDecision.Choice(question, candidates, findings);
        return
        [
            .. (open is null ? blocked : blocked.Add(open)).Select(verdict => new NextSet(
                PromotionDecision.Reference(verdict.Question.Set),
                // What was accepted of one that was not asked is not all that it may say.
                [
                    .. verdict
                        .Gates.Where(gate => !gate.IsInforming && (gate.Blocking.Any() || !gate.IsAsked))
                        .Select(Waiting),
                ]
            )),
        ];
    }

    private static WaitingGate Waiting(GateVerdict gate)
    {
        // Of one that was not asked, what is unknown says no more than that.
        var causes = gate.Blocking.Where(cause => gate.IsAsked || cause.Kind == CauseKind.Closed).ToArray();
        var state =
            causes.Length == 0 ? WaitingState.NotAsked
            : Array.Exists(causes, cause => cause.Kind == CauseKind.Closed) ? WaitingState.Closed
            : WaitingState.Unknown;
        return new WaitingGate(
            gate.Gate,
            state,
            causes.Length > 0 && Array.TrueForAll(causes, cause => cause.Until is not null)
                ? causes.Max(cause => cause.Until)
                : null,
            NeedsAsking: !gate.IsAsked,
            [.. causes.Select(cause => new WaitingCause(cause.Because, cause.Lift))]
        );
    }

    private static ScheduleStanding? Schedule(
        PromotionQuestion question,
        PromotionRecord.Promoted? promoted,
        ImmutableArray<VersionSet> candidates
    )
    {
        if (question.Step.Schedule is not { } schedule)
        {
            return null;
        }

        // Where no set waits, no time is missed.
        var state = candidates.IsEmpty
            ? ScheduleState.Of(schedule, question.Now, question.Now)
            : AdvanceDecision.Standing(question, schedule, promoted, candidates);
        return new ScheduleStanding(
            schedule.Text,
            state.Next,
            state.IsDue ? state.Last + ScheduleState.Grace : null,
            state.Missed
        );
    }
}

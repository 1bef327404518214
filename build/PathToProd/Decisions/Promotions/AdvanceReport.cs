using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Model.Promotions;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Promotions;

/// <summary>What <c>Advance</c> did, or would do, in one environment.</summary>
/// <param name="Step">The step.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Move">What was decided.</param>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="HasFailed">Whether something failed there.</param>
public sealed record AdvanceStep(PromotionStep Step, string Environment, AdvanceMove Move, bool IsDone, bool HasFailed);

/// <summary>What <c>Advance</c> did on the whole path.</summary>
public static class AdvanceReport
{
    /// <summary>A line for each environment, with what waits and until when.</summary>
    public static string Text(IReadOnlyCollection<AdvanceStep> steps, Style style, DateTimeOffset now)
    {
        var table = new Table("ENVIRONMENT", "WHAT");
        foreach (var step in steps)
        {
            var (word, tone) = Word(step, now);
            table.Add(new Cell(step.Environment, Tone.Strong), new Cell(word, tone));
        }

        var text = new StringBuilder(table.Write(style));
        foreach (var verdict in steps.SelectMany(step => Blocked(step.Move)))
        {
            text.Append('\n').Append(GatesReport.Wrapped(GatesReport.Reasons(verdict, now), style));
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(IEnumerable<AdvanceStep> steps) =>
        JsonReport.Write(new AdvanceDocument([.. steps.Select(AdvancePart.Of)]), PromotionJson.Default.AdvanceDocument);

    internal static ImmutableArray<PromotionVerdict> Blocked(AdvanceMove move) =>
        move switch
        {
            AdvanceMove.Stays stays => stays.Blocked,
            AdvanceMove.Promotes promotes => promotes.Blocked,
            _ => [],
        };

    private static (string Text, Tone Tone) Word(AdvanceStep step, DateTimeOffset now) =>
        step.Move switch
        {
            AdvanceMove.Promotes promotes => (
                $"{promotes.Verdict.Question.Set.Name} {(step.IsDone ? "was promoted and deployed" : "may be promoted")}"
                    + PassedOver(promotes),
                Tone.Good
            ),
            AdvanceMove.Deploys deploys => (
                $"{deploys.Set.Name}, which was promoted before, {(step.IsDone ? "was deployed" : "is to be deployed")}",
                Tone.Good
            ),
            AdvanceMove.Failed failed => (
                $"{failed.Set.Name} failed: {Prose.List([.. failed.Causes.Select(cause => cause.Because)])}"
                    + (
                        !failed.RollsBack ? ""
                        : step.IsDone ? "; it was rolled back and condemned"
                        : "; it is condemned, and the rollback did not succeed"
                    ),
                Tone.Bad
            ),
            AdvanceMove.Unknown unknown => ($"not known: {unknown.Why.Because}; {unknown.Why.Lift}", Tone.Bad),
            AdvanceMove.Waits waits => (
                $"a deployment of {waits.Attempt.Started.Component} is in progress (run {waits.Attempt.Started.Run})",
                Tone.Quiet
            ),
            AdvanceMove.Stays { NotBefore: { } next, Missed: var missed } => (
                $"the next set may come {Moment.Text(next)}, in {Duration.Text(next - now)}"
                    + (
                        missed.IsEmpty
                            ? ""
                            : $"; {Prose.Count(missed.Length, "time")} of its schedule passed without an Advance, the last {Moment.Text(missed[^1])}"
                    ),
                Tone.Quiet
            ),
            AdvanceMove.Stays { Blocked: { IsEmpty: false } blocked } => (
                $"{Prose.List([.. blocked.Select(verdict => verdict.Question.Set.Name)])} {(blocked.Length == 1 ? "waits" : "wait")}",
                Tone.Warning
            ),
            _ => ("nothing new", Tone.Quiet),
        };

    private static string PassedOver(AdvanceMove.Promotes promotes) =>
        promotes.PassedOver.IsEmpty
            ? ""
            : $"; passed over: {Prose.List([.. promotes.PassedOver.Select(set => set.Name)])}";
}

[Description("What Advance did, or with --dry-run would do, along the path.")]
internal sealed record AdvanceDocument(ImmutableArray<AdvancePart> Environments);

internal sealed record AdvancePart(
    string Environment,
    string Step,
    [Description("promotes, deploys, failed, waits, unknown or stays.")] string Move,
    [Description("The set that it is about.")] string? Set,
    bool Done,
    bool Failed,
    [Description("The sets that never come, as a newer one is taken.")] ImmutableArray<string> PassedOver,
    [Description("When the step's pace or schedule lets the next set come.")] DateTimeOffset? NotBefore,
    [Description("The times of the schedule that passed without an Advance.")] IReadOnlyList<DateTimeOffset>? Missed,
    [Description("The sets that wait, and for what.")] ImmutableArray<GatesPart> Blocked
)
{
    public static AdvancePart Of(AdvanceStep step) =>
        new(
            step.Environment,
            step.Step.Name,
            step.Move.GetType().Name.ToLowerInvariant(),
            step.Move switch
            {
                AdvanceMove.Promotes promotes => promotes.Verdict.Question.Set.Name,
                AdvanceMove.Deploys deploys => deploys.Set.Name,
                AdvanceMove.Failed failed => failed.Set.Name,
                _ => null,
            },
            step.IsDone,
            step.HasFailed,
            step.Move is AdvanceMove.Promotes { PassedOver: var passed } ? [.. passed.Select(set => set.Name)] : [],
            step.Move is AdvanceMove.Stays { NotBefore: { } next } ? next.ToUniversalTime() : null,
            step.Move is AdvanceMove.Stays { Missed: { IsEmpty: false } missed }
                ? [.. missed.Select(time => time.ToUniversalTime())]
                : null,
            [.. AdvanceReport.Blocked(step.Move).Select(GatesPart.Of)]
        );
}

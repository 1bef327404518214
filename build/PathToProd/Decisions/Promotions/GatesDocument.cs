using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Status;

namespace PathToProd.Decisions.Promotions;

[Description("What the gates of the path say about the sets that might be promoted.")]
internal sealed record GatesDocument(
    ImmutableArray<GatesPart> Promotions,
    [Description(
        "The environments that were asked about, or that gates look at, of which nothing is known, as their ledgers could not be read; the exit code is 1 then."
    )]
        ImmutableArray<UnreadLedgerPart> Unread
);

internal sealed record GatesPart(
    string Environment,
    string Step,
    [Description("The name of the set that might be promoted.")] string Set,
    string Digest,
    [Description("The set that the environment should run now.")] string? Desired,
    GateState State,
    [Description("When it opens if nothing else happens.")] DateTimeOffset? OpensAt,
    ImmutableArray<GatePart> Gates
)
{
    public static GatesPart Of(PromotionVerdict verdict) =>
        new(
            verdict.Question.Environment,
            verdict.Question.Step.Name,
            verdict.Question.Set.Name,
            verdict.Question.Set.Digest.ToString(),
            verdict.Question.Promotions.Desired(verdict.Question.Environment)?.Set.Name,
            verdict.State,
            verdict.OpensAt?.ToUniversalTime(),
            [.. verdict.Gates.Select(GatePart.Of)]
        );
}

internal sealed record GatePart(
    string Gate,
    string Kind,
    GateState State,
    [Description("Only measured and shown, and never in the way.")] bool Informing,
    [Description("What holds; left out unless the gate is open.")] string? Holds,
    [Description("Why it is not open.")] ImmutableArray<GateCausePart> Causes
)
{
    public static GatePart Of(GateVerdict verdict) =>
        new(
            verdict.Gate,
            verdict.Kind,
            verdict.State,
            verdict.IsInforming,
            verdict.Holds.Length == 0 ? null : verdict.Holds,
            [.. verdict.Causes.Select(cause => GateCausePart.Of(cause, verdict.Accepted.Contains(cause)))]
        );
}

internal sealed record GateCausePart(
    [Description("closed when it is known to be in the way, unknown when that is not known.")] GateState State,
    [Description("What it is about: with the gate's name what Override accepts.")] string About,
    string Because,
    [Description("What would lift it.")] string Lift,
    [Description("When it lifts by itself.")] DateTimeOffset? Until,
    [Description("Somebody accepted it.")] bool Accepted
)
{
    public static GateCausePart Of(GateCause cause, bool isAccepted) =>
        new(
            cause.Kind == CauseKind.Closed ? GateState.Closed : GateState.Unknown,
            cause.About,
            cause.Because,
            cause.Lift,
            cause.Until?.ToUniversalTime(),
            isAccepted
        );
}

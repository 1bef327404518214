using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Facts.Promotions;

namespace PathToProd.Decisions.Promotions;

internal sealed record PromotionExplanationPart(
    StandingPart Standing,
    [Description(
        "What each gate said when the promotion was decided; none for a rollback, and in records of earlier versions."
    )]
        ImmutableArray<GateWordPart> Gates,
    [Description("The policy as it was then, as JSON; left out where there was none.")] string? PolicyThen,
    [Description("The policy as it is now, as JSON; left out where there is none.")] string? PolicyNow,
    [Description("The set was promoted by other rules than today's.")] bool PolicyDiffers,
    ImmutableArray<RecordDocument> Approvals,
    ImmutableArray<RecordDocument> Overrides,
    [Description(
        "The runs that deployed something there since, oldest first; left out when the ledger could not be read."
    )]
        IReadOnlyList<DeployingRunPart>? Runs
)
{
    public static PromotionExplanationPart Of(PromotionExplanation explanation)
    {
        var promoted = explanation.Standing.Promoted;
        return new PromotionExplanationPart(
            StandingPart.Of(explanation.Standing),
            [.. (promoted?.Gates ?? []).Select(gate => new GateWordPart(gate.Gate, gate.State, gate.Says))],
            promoted?.Policy is { Length: > 0 } then ? then : null,
            explanation.Policy.Length > 0 ? explanation.Policy : null,
            explanation.PolicyDiffers,
            [.. explanation.Approvals.Select(RecordDocument.Of)],
            [.. explanation.Overrides.Select(RecordDocument.Of)],
            explanation
                .Runs?.Select(run => new DeployingRunPart(run.Run, run.At.ToUniversalTime(), run.Who, run.Components))
                .ToArray()
        );
    }
}

internal sealed record GateWordPart(
    string Gate,
    [Description("open; closed or unknown for one that only informs, or whose causes were accepted.")] string State,
    string Says
);

internal sealed record DeployingRunPart(
    string Run,
    DateTimeOffset At,
    string Who,
    [Description("What it deployed, with what became of it unless it succeeded.")] ImmutableArray<string> Components
);

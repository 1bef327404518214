using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gates about evidence must look like.</summary>
internal static class EvidenceRuleShapes
{
    private static readonly Key<string?> In = new(
        "in",
        new TextShape<string>(TextFormats.Name)!,
        "The environment whose evidence counts. Without it evidence from anywhere does."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> KnownGood = new(
        "known-good",
        new ObjectShape<GateRule?>(fields => new KnownGoodRule(fields.Get(In)), In),
        "Evidence shows that the set works."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> Transition = new(
        "transition",
        new ObjectShape<GateRule?>(fields => new TransitionRule(fields.Get(In)), In),
        "Evidence shows that the step from what runs there now to the set works."
    )
    {
        Fallback = null,
    };
}

using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Promotions.Rules;

namespace PathToProd.Model.Promotions;

/// <summary>What a gate of a policy must look like: one key says the kind, and what it demands.</summary>
internal static class GateShape
{
    /// <summary>The kinds of gates. A new one is a line here and in <c>PromotionGates</c>.</summary>
    private static readonly Key<GateRule?>[] Kinds =
    [
        EvidenceRuleShapes.KnownGood,
        EvidenceRuleShapes.Transition,
        PlaceRuleShapes.Order,
        PlaceRuleShapes.Verified,
        AlertsRuleShape.Key,
        SloRuleShape.Key,
        SoakRuleShape.Key,
        TimeRuleShapes.Window,
        TimeRuleShapes.FitsWindow,
        TimeRuleShapes.Notice,
        PeopleRuleShapes.Approval,
        PeopleRuleShapes.Signed,
        LookRuleShapes.DriftFree,
        LookRuleShapes.Script,
    ];

    private static readonly Key<bool> Informing = new(
        "informing",
        new BooleanShape(),
        "Whether the gate is only measured and shown, and never in the way."
    )
    {
        Fallback = false,
        Default = false,
    };

    public static readonly ObjectShape<GateFile> Shape = new(
        fields => new GateFile(
            Kinds.Select(fields.Get).FirstOrDefault(rule => rule is not null),
            fields.Get(Informing),
            fields.Source
        ),
        [.. Kinds, Informing]
    )
    {
        ExactlyOneOf = Kinds,
    };
}

/// <summary>A gate as the file says it; without a rule when that is wrong.</summary>
internal sealed record GateFile(GateRule? Rule, bool IsInforming, SourceMap Source);

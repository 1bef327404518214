using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gates about other environments must look like.</summary>
internal static class PlaceRuleShapes
{
    private static readonly Key<int> Share = new(
        "share",
        new IntegerShape(1, 100),
        "How many percent of the environments before must have the set and be healthy."
    )
    {
        Fallback = 100,
        Default = 100,
    };

    public static readonly Key<GateRule?> Order = new(
        "order",
        new ObjectShape<GateRule?>(fields => new OrderRule(fields.Get(Share)), Share),
        "The environments before have the set and are healthy. It holds for every step, whether a policy names it or not."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> Verified = new(
        "verified",
        new ObjectShape<GateRule?>(_ => new VerifiedRule()),
        "What runs there now passed its smoke tests since it was deployed."
    )
    {
        Fallback = null,
    };
}

using PathToProd.Model.Promotions;

namespace PathToProd.Decisions.Promotions;

/// <summary>The gate of each kind of rule.</summary>
internal static class PromotionGates
{
    /// <summary>The gate that a rule asks for.</summary>
    public static IGate Of(GateRule rule) =>
        rule switch
        {
            _ => throw new InvalidOperationException($"There is no gate for {rule.Kind}."),
        };
}

namespace PathToProd.Model.Promotions.Rules;

/// <summary>The environments before have the set and are healthy: every one, or a share of them.</summary>
/// <param name="Share">The share that is enough, in percent: 1 to 100. Default: 100.</param>
public sealed record OrderRule(int Share) : GateRule
{
    /// <inheritdoc />
    public override string Kind => "order";
}

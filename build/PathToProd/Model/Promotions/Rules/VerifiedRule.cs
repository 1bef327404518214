namespace PathToProd.Model.Promotions.Rules;

/// <summary>What runs in the environment now was verified since it was deployed, so that a promotion does not hide what is broken.</summary>
public sealed record VerifiedRule : GateRule
{
    /// <inheritdoc />
    public override string Kind => "verified";
}

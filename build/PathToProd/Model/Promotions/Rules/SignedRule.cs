namespace PathToProd.Model.Promotions.Rules;

/// <summary>An allowed signer signed the set.</summary>
public sealed record SignedRule : GateRule
{
    /// <inheritdoc />
    public override string Kind => "signed";
}

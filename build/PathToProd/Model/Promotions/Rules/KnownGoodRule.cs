namespace PathToProd.Model.Promotions.Rules;

/// <summary>Evidence shows that the set works, by the digests of exactly these artifacts.</summary>
/// <param name="In">The environment whose evidence counts; null for any.</param>
public sealed record KnownGoodRule(string? In) : GateRule
{
    /// <inheritdoc />
    public override string Kind => "known-good";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        In is null ? [] : [new RuleReference(ReferenceKind.Environment, In, "in")];
}

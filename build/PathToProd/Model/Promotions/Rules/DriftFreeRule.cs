namespace PathToProd.Model.Promotions.Rules;

/// <summary>The last look at an environment found it as it was deployed, and is not long ago.</summary>
/// <param name="In">The environment; null for the one that is promoted to.</param>
/// <param name="Within">How long ago the look may be. Default: 1 hour.</param>
public sealed record DriftFreeRule(string? In, TimeSpan Within) : GateRule
{
    /// <inheritdoc />
    public override string Kind => "drift-free";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        In is null ? [] : [new RuleReference(ReferenceKind.Environment, In, "in")];
}

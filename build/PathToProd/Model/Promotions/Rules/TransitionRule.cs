namespace PathToProd.Model.Promotions.Rules;

/// <summary>Evidence shows that the step from what runs in the environment now to the set works.</summary>
/// <param name="In">The environment whose evidence counts; null for any.</param>
public sealed record TransitionRule(string? In) : GateRule
{
    /// <inheritdoc />
    public override string Kind => "transition";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        In is null ? [] : [new RuleReference(ReferenceKind.Environment, In, "in")];
}

namespace PathToProd.Model.Promotions.Rules;

/// <summary>Enough people of a group approved exactly this: the set, what it would change, and the policy.</summary>
public sealed record ApprovalRule : GateRule
{
    /// <inheritdoc />
    public override string Kind => "approval";

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>How many different people. Default: 1.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>How long an approval counts. Default: 7 days.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether the set's author alone can be enough. Default: false: at least one is another person.</summary>
    public bool AuthorIsEnough { get; init; }

    /// <summary>Whether only signed approvals count. Default: false.</summary>
    public bool IsSigned { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References => [new RuleReference(ReferenceKind.People, Group, "group")];
}

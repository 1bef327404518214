using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gates about people must look like.</summary>
internal static class PeopleRuleShapes
{
    private static readonly Key<string> Group = new(
        "group",
        new TextShape<string>(TextFormats.Name),
        "Whose approval counts: a group of people in platform.yaml, or code-owners for the owners of the environment."
    )
    {
        Fallback = "",
        RequiredAs = "group: release-managers",
    };

    private static readonly Key<int> Quorum = new(
        "quorum",
        new IntegerShape(1, 100),
        "How many different people must approve."
    )
    {
        Fallback = 1,
        Default = 1,
    };

    private static readonly Key<TimeLimit> Expires = new(
        "expires",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long an approval counts."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromDays(7)),
        Default = "7d",
    };

    private static readonly Key<bool> Author = new(
        "author",
        new WordShape<bool>(new("not-enough", false), new("enough", true)),
        "Whether the approval of the set's author alone can be enough."
    )
    {
        Fallback = false,
        Default = "not-enough",
    };

    private static readonly Key<bool> IsSigned = new(
        "signed",
        new BooleanShape(),
        "Whether only approvals count that an allowed signer signed."
    )
    {
        Fallback = false,
        Default = false,
    };

    public static readonly Key<GateRule?> Approval = new(
        "approval",
        new ObjectShape<GateRule?>(
            fields => new ApprovalRule
            {
                Group = fields.Get(Group),
                Quorum = fields.Get(Quorum),
                Expires = fields.Get(Expires).Value,
                AuthorIsEnough = fields.Get(Author),
                IsSigned = fields.Get(IsSigned),
            },
            Group,
            Quorum,
            Expires,
            Author,
            IsSigned
        ),
        "People approved exactly this: the set, what it would change, and the policy."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> Signed = new(
        "signed",
        new ObjectShape<GateRule?>(_ => new SignedRule()),
        "An allowed signer signed the set."
    )
    {
        Fallback = null,
    };
}

using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Components;

/// <summary>What an entry of <c>lint-waivers</c> in <c>component.yaml</c> must look like.</summary>
internal static class LintWaiverShape
{
    private static readonly Key<string> Finding = new(
        "finding",
        new TextShape<string>(TextFormats.Line),
        "A part of what helm lint prints: object name does not conform."
    )
    {
        Fallback = "",
        RequiredAs = "finding: a part of what helm lint prints",
    };

    private static readonly Key<string> Reason = new(
        "reason",
        new TextShape<string>(TextFormats.Line),
        "Why it may stay, for the next reader."
    )
    {
        Fallback = "",
        RequiredAs = "reason: why it may stay",
    };

    public static readonly Key<LintWaiver[]> Waivers = new(
        "lint-waivers",
        new ListShape<LintWaiver>(
            new ObjectShape<LintWaiver>(
                fields => new LintWaiver(fields.Get(Finding), fields.Get(Reason)),
                Finding,
                Reason
            ),
            isDistinct: true
        ),
        "What helm lint finds in a third-party chart that this team cannot fix. One that waives nothing is reported."
    )
    {
        Fallback = [],
    };
}

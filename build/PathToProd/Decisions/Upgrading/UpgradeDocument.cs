using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Decisions.Upgrading;

[Description("What another version of Path to Prod changes for the platform.")]
internal sealed record UpgradeDocument(
    [Description("The version that is pinned.")] string From,
    string To,
    [Description("Whether it was done; false when it is only shown, or when there is nothing to do.")] bool Upgraded,
    [Description("What Check of the other version reports, which is to be edited by hand.")]
        ImmutableArray<string> Problems,
    ImmutableArray<RenamedKeyPart> Keys,
    [Description("What evidence says otherwise than before; left out when that is not known.")]
        IReadOnlyList<EvidenceChangePart>? Evidence,
    [Description("What renders otherwise: prod/ingress.yaml for ingress in prod.")] ImmutableArray<string> Rendered,
    [Description("What differs there, line by line; left out when nothing does.")] string? Difference,
    [Description("What could not be found out, a sentence each.")] ImmutableArray<string> Unknown,
    [Description("The files that change, from the platform's root.")] ImmutableArray<string> Files
)
{
    public static UpgradeDocument Of(PlatformUpgrade upgrade, string difference) =>
        new(
            upgrade.From.ToString(),
            upgrade.To.ToString(),
            upgrade.IsDone,
            upgrade.After.Problems,
            [.. upgrade.Edits.Select(edit => new RenamedKeyPart(edit.Where.ToString(), edit.Was, edit.Now))],
            upgrade.Evidence?.Select(one => new EvidenceChangePart(one.What, one.Was, one.Is, one.Why)).ToArray(),
            upgrade.Differing,
            difference.Length > 0 ? difference : null,
            upgrade.Unknown,
            upgrade.Files
        );
}

internal sealed record RenamedKeyPart(string Where, string Was, string Now);

internal sealed record EvidenceChangePart(
    [Description("A version set or a step, and where.")] string What,
    string Was,
    string Is,
    [Description("Why it is stale; empty when it is not.")] ImmutableArray<string> Why
);

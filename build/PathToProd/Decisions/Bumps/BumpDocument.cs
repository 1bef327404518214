using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Decisions.Bumps;

[Description("What raising the version of a chart or a module that others publish means, and whether it was written.")]
internal sealed record BumpDocument(
    string Component,
    [Description("The component's manifest.")] string File,
    ImmutableArray<BumpedPart> Packages,
    [Description("The component's own version from now on; left out when it stays.")] string? Version,
    [Description("Whether the manifest was changed.")] bool Written
);

internal sealed record BumpedPart(
    [Description("The key of the manifest: chart, or modules.NAME.")] string Key,
    [Description("Where it is published.")] string Source,
    string Name,
    [Description("The version that the manifest says.")] string From,
    string To,
    [Description("The digest of the package of the new version.")] string Digest,
    [Description("The commit of the new version; left out where it is in no Git repository.")] string? Commit,
    [Description("Whether version, digest or commit differ from what the manifest says.")] bool Changed,
    [Description("Where its makers say what changed; empty when they do not.")] string ChangesFrom,
    ImmutableArray<string> Changes,
    [Description("Environments for which the chart was rendered; none for a module.")]
        ImmutableArray<BumpedEnvironmentPart> Environments
);

internal sealed record BumpedEnvironmentPart(
    string Environment,
    [Description("Whether what is rendered differs; left out when that is not known.")] bool? Differs,
    [Description("The differences, resource by resource, without values of Secrets.")] string Difference,
    [Description("Why it is not known; left out when it is.")] string? Failure
);

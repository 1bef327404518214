using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Model.Environments;

[Description("What was recorded of a cluster, and how it differs from what charts were rendered for until then.")]
internal sealed record CapabilitiesDocument(
    string Environment,
    [Description("The file that was written.")] string File,
    string KubernetesVersion,
    ImmutableArray<string> ApiVersions,
    ImmutableArray<string> Added,
    ImmutableArray<string> Removed,
    [Description("Places in environment.yaml that say the same, and count more than what was recorded.")]
        ImmutableArray<string> Overridden
);

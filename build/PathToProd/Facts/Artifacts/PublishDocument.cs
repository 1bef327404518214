using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Facts.Artifacts;

[Description("What was published, and what the registry had before.")]
internal sealed record PublishDocument(string Registry, ImmutableArray<PublishedPart> Artifacts);

internal sealed record PublishedPart(
    string Component,
    string Version,
    string Digest,
    [Description("Repository and tag.")] string Reference,
    [Description("published, or unchanged when the registry had it before.")] string Outcome
);

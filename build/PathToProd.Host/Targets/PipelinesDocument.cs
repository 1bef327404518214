using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Host.Targets;

[Description("The files of generated pipelines.")]
internal sealed record PipelinesDocument(ImmutableArray<PipelineFilePart> Files);

internal sealed record PipelineFilePart(
    string System,
    string File,
    [Description(
        "How the file that was there compares: up-to-date, missing, outdated, edited or not-generated; needless or needless-edited where the platform no longer has this pipeline."
    )]
        string State,
    bool Written
);

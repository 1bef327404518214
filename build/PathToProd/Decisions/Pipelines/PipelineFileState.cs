namespace PathToProd.Decisions.Pipelines;

/// <summary>How a generated file that is there compares with the one that would be written.</summary>
public enum PipelineFileState
{
    /// <summary>It is the same.</summary>
    UpToDate,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It was generated, of another graph or by another generator, and not changed since.</summary>
    Outdated,

    /// <summary>It was generated, and then edited by hand.</summary>
    Edited,

    /// <summary>Something else has this name.</summary>
    NotGenerated,

    /// <summary>It was generated and not changed since, and the platform no longer has this pipeline.</summary>
    Needless,

    /// <summary>The same, but it was edited by hand.</summary>
    NeedlessEdited,
}

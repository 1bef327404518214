namespace PathToProd.Decisions.Working;

/// <summary>What a pipeline is for.</summary>
public enum PipelineKind
{
    /// <summary>For each change, before it is merged: Validate.</summary>
    Validation,

    /// <summary>On the main branch: builds, publishes and certifies what was merged.</summary>
    Certification,

    /// <summary>Deploys to an environment of the path, started by hand.</summary>
    Deployment,

    /// <summary>Walks the path after each certification and on a schedule: Advance, as the delivery agent.</summary>
    Delivery,

    /// <summary>At times: Drift and Retest.</summary>
    Schedule,
}

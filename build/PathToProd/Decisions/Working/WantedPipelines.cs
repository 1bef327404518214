using System.Collections.Immutable;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Working;

/// <summary>Which pipelines a way of working has.</summary>
public static class WantedPipelines
{
    /// <summary>The pipelines, in the order of a change's way; empty where people do everything.</summary>
    public static ImmutableArray<PipelineKind> Of(WayOfWorking way) =>
        way switch
        {
            WayOfWorking.Ci =>
            [
                PipelineKind.Validation,
                PipelineKind.Certification,
                PipelineKind.Deployment,
                PipelineKind.Schedule,
            ],
            WayOfWorking.CiCd =>
            [
                PipelineKind.Validation,
                PipelineKind.Certification,
                PipelineKind.Delivery,
                PipelineKind.Schedule,
            ],
            _ => [],
        };
}

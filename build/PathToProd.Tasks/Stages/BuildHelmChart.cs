using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Builds a Helm chart from <c>chart/</c>.</summary>
public class BuildHelmChart : BuildComponent
{
    /// <summary>The chart must be there, and its name and version must be the component's.</summary>
    protected override IEnumerable<Problem> Check(ComponentContext context) =>
        SourceChecks.OfType(ComponentFolder.Of(context), context.EnvironmentManifest);
}

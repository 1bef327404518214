using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Builds plain Kubernetes manifests from <c>manifests/</c>.</summary>
public class BuildManifests : BuildComponent
{
    /// <summary>There must be at least one manifest.</summary>
    protected override IEnumerable<Problem> Check(ComponentContext context) =>
        SourceChecks.OfType(ComponentFolder.Of(context), context.EnvironmentManifest);
}

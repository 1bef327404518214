using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>One component of a plan.</summary>
/// <param name="Deployment">The component, and why it takes part.</param>
/// <param name="Stages">Its stages, as far as they could be decided before the run; each stage decides again when its turn comes.</param>
/// <param name="Fate">What becomes of it.</param>
public sealed record RunNode(PlannedDeployment Deployment, ImmutableArray<PlannedStage> Stages, NodeFate Fate)
{
    /// <summary>The component.</summary>
    public ComponentManifest Component => Deployment.Component;

    /// <summary>The component's name.</summary>
    public string Name => Component.Name;
}

/// <summary>What becomes of a component in a run.</summary>
public abstract record NodeFate
{
    private NodeFate() { }

    /// <summary>Its task graph runs.</summary>
    public sealed record Runs : NodeFate;

    /// <summary>All that it depends on is as it was when it passed, so that no task graph is made for it.</summary>
    /// <param name="Artifact">The digest of its artifact.</param>
    public sealed record Unchanged(Digest Artifact) : NodeFate;

    /// <summary>It fails, and what waits for it does not run: its tasks do not compile.</summary>
    /// <param name="Failure">The compiler's own lines.</param>
    public sealed record Broken(PlatformException Failure) : NodeFate;

    /// <summary>It was not asked for, and nothing that can run needs it.</summary>
    public sealed record Needless : NodeFate;
}

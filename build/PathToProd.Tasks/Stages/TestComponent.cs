using PathToProd.Decisions.Planning;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Tests the artifact for every environment. What passed is remembered by content, and not run again; a failure never is.
/// </summary>
public abstract class TestComponent : ComponentTask
{
    /// <inheritdoc />
    public override bool ShouldRun(ComponentContext context) => !context.IsFromStore;

    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var facts = context.Work.FactsReader.Test(context.Work.LastSource);
        if (
            StageDecision.Of(facts, context.Options, context.Work.Services.Clock.GetUtcNow())
            is StageDecision.Unchanged unchanged
        )
        {
            context.Unchanged(unchanged.Reason);
            return;
        }

        context.Work.Results.Forget(facts);
        var problems = Problems(context).ToArray();
        if (problems.Length > 0)
        {
            throw PlatformException.Failed(problems);
        }

        // With the snapshots that were just written nothing was compared yet.
        if (!context.Options.UpdateSnapshots)
        {
            context.Work.Results.Remember(facts, context.Artifact.Digest);
        }
    }

    /// <summary>Runs the tests and says what is wrong; all of it, not the first.</summary>
    protected abstract IEnumerable<Problem> Problems(ComponentContext context);
}

using Cake.Frosting;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// A task of a component. It runs within the time limit of its stage, and again as often as the stage's retries say; a
/// task whose name is not a stage has the default limit and is not retried.
/// </summary>
public abstract class ComponentTask : FrostingTask<ComponentContext>
{
    /// <inheritdoc />
    public sealed override void Run(ComponentContext context) => LimitedStage.Run(context, Execute);

    /// <summary>Does the work. Tools that it starts are ended when the time is up or the run is cancelled.</summary>
    protected abstract void Execute(ComponentContext context);
}

using PathToProd.Results;
using PathToProd.Sources;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>What is remembered of one stage of one component for exactly the inputs that it has now.</summary>
internal sealed class StageMemory(ComponentContext context, string stage, InputDigests inputs)
{
    private string Component => context.Component.Name;

    /// <summary>When it passed before on these inputs; null when it never did, or is to run whatever was.</summary>
    public PassedStage? PassedBefore =>
        context.Options.Force ? null : context.Results.Find(Component, stage, inputs.Key);

    /// <summary>Takes an earlier result back before the stage runs, so that a failure leaves none.</summary>
    public void Forget() => context.Results.Forget(Component, stage, inputs.Key);

    /// <summary>Remembers that it passed now.</summary>
    /// <param name="artifact">The digest of what was made or tested.</param>
    public void Remember(string artifact) =>
        context.Results.Remember(
            new PassedStage(Component, stage, inputs.Key, artifact, context.Run.ToString(), context.Clock.GetUtcNow()),
            inputs
        );
}

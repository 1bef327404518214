using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;

namespace PathToProd.Tasks.Stages;

/// <summary>What is remembered of one stage of one component for exactly the inputs that it has now.</summary>
internal sealed class StageMemory(ComponentContext context, string stage, InputDigests inputs)
{
    private string Component => context.Component.Name;

    // An artifact is made in no time, and its bytes are needed here anyway.
    private bool IsShared => stage == nameof(Stage.Test);

    /// <summary>When it passed before on these inputs; null when it never did, or has to run in any case.</summary>
    public PassedStage? PassedBefore =>
        context.Options.Force ? null : context.Results.Find(Component, stage, inputs.Key) ?? FromOthers();

    /// <summary>Takes an earlier result back before the stage runs, so that a failure leaves none.</summary>
    public void Forget() => context.Results.Forget(Component, stage, inputs.Key);

    /// <summary>Remembers that it passed now.</summary>
    /// <param name="artifact">The digest of what was made or tested.</param>
    /// <param name="parts">The blobs of what was made; empty when they do not matter.</param>
    public void Remember(string artifact, string parts = "")
    {
        var passed = new PassedStage(
            Component,
            stage,
            inputs.Key,
            artifact,
            context.Run.ToString(),
            context.Clock.GetUtcNow(),
            parts
        );
        context.Results.Remember(passed, inputs);
        if (IsShared)
        {
            context.Shared?.Share(passed);
        }
    }

    private PassedStage? FromOthers()
    {
        var passed = IsShared ? context.Shared?.Find(Component, stage, inputs.Key) : null;
        if (passed is not null)
        {
            context.Results.Remember(passed, inputs);
        }

        return passed;
    }
}

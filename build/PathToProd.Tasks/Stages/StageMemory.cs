using PathToProd.Decisions.Planning;
using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;

namespace PathToProd.Tasks.Stages;

/// <summary>What is remembered of one stage of one component for exactly the inputs that it has now.</summary>
internal sealed class StageMemory(ComponentContext context, Stage stage, InputDigests inputs)
{
    private string Component => context.Component.Name;

    private string Name => stage.ToString();

    // An artifact is made in no time, and its bytes are needed here anyway.
    private bool IsShared => stage == Stage.Test;

    /// <summary>What is known of it now. A result that other pipelines share counts as one of our own.</summary>
    public StageFacts Facts()
    {
        var same = context.Options.Force ? null : context.Results.Find(Component, Name, inputs.Key) ?? FromOthers();
        return new StageFacts
        {
            Stage = stage,
            Inputs = inputs,
            Same = same,
            IsForced = context.Options.Force,
            WritesSnapshots = stage == Stage.Test && context.Options.UpdateSnapshots,
        };
    }

    /// <summary>Takes an earlier result back before the stage runs, so that a failure leaves none.</summary>
    public void Forget() => context.Results.Forget(Component, Name, inputs.Key);

    /// <summary>Remembers that it passed now.</summary>
    /// <param name="artifact">The digest of what was made or tested.</param>
    /// <param name="parts">The blobs of what was made; empty when they do not matter.</param>
    public void Remember(string artifact, string parts = "")
    {
        var passed = new PassedStage(
            Component,
            Name,
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
        var passed = IsShared ? context.Shared?.Find(Component, Name, inputs.Key) : null;
        if (passed is not null)
        {
            context.Results.Remember(passed, inputs);
        }

        return passed;
    }
}

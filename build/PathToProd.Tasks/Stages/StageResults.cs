using PathToProd.Decisions.Planning;
using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The results of Build and Test of one component: of this checkout, and for Test those that other pipelines share.</summary>
internal sealed class StageResults(ComponentSession session)
{
    private RunServices Services => session.Services;

    private string Component => session.Component.Name;

    /// <summary>The result for exactly these inputs; null when there is none. One that was shared counts as one of our own from now on.</summary>
    public PassedStage? Find(Stage stage, InputDigests inputs) =>
        Services.Results.Find(Component, stage.ToString(), inputs.Key) ?? FromOthers(stage, inputs);

    /// <summary>Takes an earlier result back before the stage runs, so that a failure leaves none.</summary>
    public void Forget(StageFacts facts) =>
        Services.Results.Forget(Component, facts.Stage.ToString(), facts.Inputs.Key);

    /// <summary>Remembers that it passed now.</summary>
    /// <param name="facts">The stage and its inputs.</param>
    /// <param name="artifact">The digest of what was made or tested.</param>
    /// <param name="parts">The blobs of what was made; empty when they do not matter.</param>
    public void Remember(StageFacts facts, Digest artifact, string parts = "")
    {
        var passed = new PassedStage(
            Component,
            facts.Stage.ToString(),
            facts.Inputs.Key,
            artifact,
            session.Run.ToString(),
            session.Clock.GetUtcNow(),
            parts
        );
        Services.Results.Remember(passed, facts.Inputs);
        SharedOf(facts.Stage)?.Share(passed);
    }

    private PassedStage? FromOthers(Stage stage, InputDigests inputs)
    {
        var passed = SharedOf(stage)?.Find(Component, stage.ToString(), inputs.Key);
        if (passed is not null)
        {
            Services.Results.Remember(passed, inputs);
        }

        return passed;
    }

    // An artifact is made in no time, and its bytes are needed here anyway.
    private Facts.Results.SharedResults? SharedOf(Stage stage) => stage == Stage.Test ? Services.Shared : null;
}

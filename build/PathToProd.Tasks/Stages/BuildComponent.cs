using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Store.Packing;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Makes the component's artifact, unless one was made from the same inputs and is still in the store. Skipped when
/// the run takes an artifact from the store by its version.
/// </summary>
public abstract class BuildComponent : ComponentTask
{
    private const int MostTries = 3;

    /// <inheritdoc />
    public override bool ShouldRun(ComponentContext context) => !context.IsFromStore;

    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var problems = Check(context).Concat(SourceChecks.Scripts(context.Workspace, context.Component)).ToArray();
        if (problems.Length > 0)
        {
            throw new PlatformException(problems);
        }

        var source = context.ReadSource();
        for (var tries = 1; ; tries++)
        {
            try
            {
                Build(context, source);
                return;
            }
            catch (PlatformException exception)
                when (exception.InnerException is SourceChangedException changed && tries < MostTries)
            {
                context.Note($"{changed.SourcePath} changed while it was read, so it was read again");
                source = context.ReadSourceAgain();
            }
        }
    }

    /// <summary>What is wrong with the sources so that no artifact can be made of them.</summary>
    protected abstract IEnumerable<Problem> Check(ComponentContext context);

    private static void Build(ComponentContext context, ComponentSource source)
    {
        var memory = context.Remember(Stage.Build, source);
        var facts = memory.Facts();
        var built = facts.Same is { } same ? context.Store.Find(same.Artifact) : null;
        facts = facts with { IsInStore = built is not null && context.Store.IsWhole(built) };
        if (StageDecision.Of(facts, context.Clock.GetUtcNow()) is StageDecision.Unchanged unchanged)
        {
            context.Unchanged(unchanged.Reason);
            context.Take(built!);
            return;
        }

        var stored = context.Store.Add(
            context.Component,
            ArtifactContent.Of(context.Component, source),
            context.BuildRecord
        );
        // Whether an artifact of this content was there is known only now.
        if (
            stored.Record.Run is { } run
            && run != context.Run.ToString()
            && StageDecision.Of(facts with { SameContent = run, IsForced = false }, context.Clock.GetUtcNow())
                is StageDecision.Unchanged found
        )
        {
            context.Unchanged(found.Reason);
        }

        context.Take(stored);
        memory.Remember(stored.Digest, context.Store.Parts(stored));
    }
}

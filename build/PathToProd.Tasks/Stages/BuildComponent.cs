using PathToProd.Decisions.Planning;
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
        PlatformException.ThrowIfAny(problems);

        var source = context.Work.ReadSource();
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
                source = context.Work.ReadSourceAgain();
            }
        }
    }

    /// <summary>What is wrong with the sources so that no artifact can be made of them.</summary>
    protected abstract IEnumerable<Problem> Check(ComponentContext context);

    private static void Build(ComponentContext context, ComponentSource source)
    {
        var facts = context.Work.FactsReader.Build(source);
        var built = facts.Same is { } same ? context.Work.Services.Store.Find(same.Artifact) : null;
        facts = facts with { IsInStore = built is not null && context.Work.Services.Store.IsWhole(built) };
        if (
            StageDecision.Of(facts, context.Options, context.Work.Services.Clock.GetUtcNow())
            is StageDecision.Unchanged unchanged
        )
        {
            context.Unchanged(unchanged.Reason);
            context.Work.Take(built!);
            return;
        }

        var stored = context.Work.Services.Store.Add(
            context.Component,
            ArtifactContent.Of(context.Component, source, context.Work.Services.Upstream.Files(context.Component)),
            context.Work.BuildRecord
        );
        // Whether an artifact of this content was there is known only now.
        if (
            stored.Record.Run is { } run
            && run != context.Run.ToString()
            && StageDecision.Of(
                facts with
                {
                    SameContent = new BuiltArtifact(stored.Digest, run),
                },
                new RunOptions(),
                context.Work.Services.Clock.GetUtcNow()
            )
                is StageDecision.Unchanged found
        )
        {
            context.Unchanged(found.Reason);
        }

        ProvenanceFile.Write(context.Workspace, stored);
        context.Work.Take(stored);
        context.Work.Results.Remember(facts, stored.Digest, context.Work.Services.Store.Parts(stored));
    }
}

using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Stages;

/// <summary>Looks up what is known of Build and Test of one component: for a plan, for an explanation, and for the stage itself.</summary>
internal sealed class StageFactsReader(ComponentSession session)
{
    private RunServices Services => session.Services;

    /// <summary>What is known of Build.</summary>
    /// <param name="source">What the component is made of.</param>
    public StageFacts Build(ComponentSource source)
    {
        var inputs = StageInputs.Build(session, source);
        var same = Services.Results.Find(session.Component.Name, nameof(Stage.Build), inputs.Key);
        return new StageFacts
        {
            Stage = Stage.Build,
            Inputs = inputs,
            Same = same,
            IsInStore = same is not null && Services.Store.HasParts(same.Artifact, same.Parts),
        };
    }

    /// <summary>What is known of Test. Its tools are installed when they are not here; a result that other pipelines share counts.</summary>
    /// <param name="source">What the component is made of.</param>
    public StageFacts Test(ComponentSource source)
    {
        var inputs = StageInputs.Test(session, source, TestTools.Select(Services.Tools.Get));
        return new StageFacts
        {
            Stage = Stage.Test,
            Inputs = inputs,
            Same = session.Options.Force ? null : new StageResults(session).Find(Stage.Test, inputs),
        };
    }

    /// <summary>What is known of Build, with what an explanation says beyond a decision.</summary>
    /// <param name="source">What the component is made of.</param>
    public StageFacts BuildExplained(ComponentSource source)
    {
        var facts = Build(source);
        return WithLast(facts) with { SameContent = facts.Same is null ? BuiltFrom(source) : null };
    }

    /// <summary>What is known of Test on this machine: nothing is installed, and no registry is asked.</summary>
    /// <param name="source">What the component is made of.</param>
    public StageFacts TestExplained(ComponentSource source)
    {
        var tools = TestTools.Select(name => (Name: name, Found: Services.Tools.Find(name))).ToArray();
        var inputs = StageInputs.Test(session, source, tools.Select(tool => tool.Found).OfType<FoundTool>());
        return WithLast(
            new StageFacts
            {
                Stage = Stage.Test,
                Inputs = inputs,
                Same = Services.Results.Find(session.Component.Name, nameof(Stage.Test), inputs.Key),
                MissingTools = [.. tools.Where(tool => tool.Found is null).Select(tool => tool.Name)],
                HasUnaskedResults = Services.Shared is not null,
            }
        );
    }

    private IEnumerable<string> TestTools => StageNeeds.ToolsToTest(session.Component.Type);

    private StageFacts WithLast(StageFacts facts)
    {
        var last = Services.Results.Last(session.Component.Name, facts.Stage.ToString());
        return facts with { Last = last, LastInputs = last is null ? null : Services.Results.Inputs(last.Key) };
    }

    /// <summary>The artifact of this version and of the same content that is in the store; null when there is none.</summary>
    private BuiltArtifact? BuiltFrom(ComponentSource source) =>
        Services.Store.Find(session.Component.Name, session.Component.Version) is { } stored
        && Services.Store.IsWhole(stored)
        && stored.Record.Run is { } run
        && Services.Upstream.FilesHere(session.Component) is { } upstream
        && ArtifactInputs
            .Of(session.Component, source, upstream)
            .ChangesSince(ArtifactInputs.Of(Services.Store, stored))
            .IsEmpty
            ? new BuiltArtifact(stored.Digest, run)
            : null;
}

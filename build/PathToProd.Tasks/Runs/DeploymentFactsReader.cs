using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Sources;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Looks up what this machine knows of a deployment before anything is built.</summary>
internal sealed class DeploymentFactsReader(ComponentSession session, LedgerState ledger)
{
    private string Name => session.Component.Name;

    private EnvironmentManifest Environment => session.Environment;

    /// <summary>Looks it up.</summary>
    /// <param name="source">What the component is made of.</param>
    /// <param name="values">Its values there.</param>
    /// <param name="artifact">The digest of the artifact that Build makes of it; null when Build has to run first.</param>
    public DeploymentFacts Read(ComponentSource source, ResolvedValues values, Digest? artifact)
    {
        var facts = new DeploymentFacts
        {
            State = ledger[Name],
            Values = values.Digest,
            StillThere =
                new DeployedOnDisk(session.Workspace, Environment, ledger).IsGone(Name) ? StillThere.Gone
                : Environment.Target is Target.Cluster ? StillThere.NotAsked
                : StillThere.Yes,
        };
        return Environment.Versions == VersionSource.Pinned
            ? Pinned(facts, values)
            : Built(facts, source, values, artifact);
    }

    /// <summary>The artifact that the sources make; it is known when Build made it already.</summary>
    private DeploymentFacts Built(
        DeploymentFacts facts,
        ComponentSource source,
        ResolvedValues values,
        Digest? artifact
    ) =>
        facts with
        {
            Artifact = artifact,
            NoArtifact = "its artifact is built first",
            Changes = Changes(facts.State, Inputs(source), values),
        };

    /// <summary>What is not fetched yet is not known file by file, and nothing is fetched to explain.</summary>
    private InputDigests Inputs(ComponentSource source) =>
        session.Services.Upstream.FilesHere(session.Component) is { } upstream
            ? ArtifactInputs.Of(session.Component, source, upstream)
            : InputDigests.None;

    /// <summary>The artifact of the version that the environment pins.</summary>
    private DeploymentFacts Pinned(DeploymentFacts facts, ResolvedValues values)
    {
        var store = session.Services.Store;
        if (Environment.PinnedVersions.GetValueOrDefault(Name) is not { } version)
        {
            return facts with
            {
                IsPossible = false,
                NoArtifact = $"{Environment.Name} pins no version of it",
                Changes = Changes(facts.State, InputDigests.None, values),
            };
        }

        var stored = store.Find(Name, version);
        return facts with
        {
            Artifact = stored?.Digest,
            NoArtifact = $"{Environment.Name} pins {version}, which is not in this checkout's store yet",
            Changes = Changes(
                facts.State,
                stored is null ? InputDigests.None : ArtifactInputs.Of(store, stored),
                values
            ),
        };
    }

    /// <summary>The files of the artifact and the values that differ from what was deployed last.</summary>
    private ImmutableArray<InputChange> Changes(ComponentState state, InputDigests files, ResolvedValues values)
    {
        if (state.LastDeployment is not { } last)
        {
            return [];
        }

        var (store, results) = (session.Services.Store, session.Services.Results);
        var changes = ImmutableArray.CreateBuilder<InputChange>();
        if (files.All.Length > 0 && store.Find(last.Digest) is { } deployed)
        {
            changes.AddRange(files.ChangesSince(ArtifactInputs.Of(store, deployed)));
        }

        if (results.Inputs(last.Values) is { } then)
        {
            var now = ValueInputs.OfDeployment(values);
            changes.AddRange(now.ChangesSince(then).Select(change => change with { Name = $"value {change.Name}" }));
        }

        return changes.ToImmutable();
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Tools.Installation;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Says of a component what its digest is made from, and what would run for it and why. It changes nothing and asks
/// no cluster: what it holds is looked at when it is deployed to.
/// </summary>
public sealed class ComponentExplainer(RunServices services)
{
    /// <summary>Explains one component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="environment">The environment that a run of Build or Test would be for.</param>
    /// <param name="environments">The environments to explain deployments to.</param>
    public ComponentExplanation Explain(
        ComponentManifest component,
        EnvironmentManifest environment,
        IEnumerable<EnvironmentManifest> environments
    )
    {
        var source = services.Sources.Of(component);
        var session = Session(component, environment);
        var inputs = StageInputs.Build(session, source);
        return new ComponentExplanation
        {
            Component = component.Name,
            Version = component.Version,
            Inputs = inputs,
            Stages = [Build(component, source, inputs), Test(session, source)],
            Deployments = [.. environments.Select(one => Deployment(Session(component, one), source))],
        };
    }

    private ComponentSession Session(ComponentManifest component, EnvironmentManifest environment) =>
        new(services, component, environment, new ComponentProject(services.Workspace, component.Name).Digest);

    private PlannedStage Build(ComponentManifest component, ComponentSource source, InputDigests inputs)
    {
        var facts = Facts(component, Stage.Build, inputs);
        return new PlannedStage(
            Stage.Build,
            StageDecision.Of(
                facts with
                {
                    IsInStore = facts.Same is { } same && services.Store.HasParts(same.Artifact, same.Parts),
                    SameContent =
                        facts.Same is null
                        && services.Store.Find(component.Name, component.Version) is { } stored
                        && services.Store.IsWhole(stored)
                        && Content(component, source).ChangesSince(FilesOf(stored)).IsEmpty
                            ? stored.Record.Run
                            : null,
                },
                services.Clock.GetUtcNow()
            )
        );
    }

    private PlannedStage Test(ComponentSession session, ComponentSource source)
    {
        var tools = NeededTools
            .ToTest(session.Component.Type)
            .Select(name => (Name: name, Found: services.Tools.Find(name)))
            .ToArray();
        var inputs = StageInputs.Test(session, source, tools.Select(tool => tool.Found).OfType<FoundTool>());
        return new PlannedStage(
            Stage.Test,
            StageDecision.Of(
                Facts(session.Component, Stage.Test, inputs) with
                {
                    MissingTools = [.. tools.Where(tool => tool.Found is null).Select(tool => tool.Name)],
                    HasUnaskedResults = services.Shared is not null,
                },
                services.Clock.GetUtcNow()
            )
        );
    }

    private StageFacts Facts(ComponentManifest component, Stage stage, InputDigests inputs)
    {
        var last = services.Results.Last(component.Name, stage.ToString());
        return new StageFacts
        {
            Stage = stage,
            Inputs = inputs,
            Same = services.Results.Find(component.Name, stage.ToString(), inputs.Key),
            Last = last,
            LastInputs = last is null ? null : services.Results.Inputs(last.Key),
        };
    }

    private DeploymentExplanation Deployment(ComponentSession session, ComponentSource source)
    {
        var (name, environment) = (session.Component.Name, session.Environment);
        var ledger = CurrentLedger.Read(services.Workspace, environment.Name, services.Clock);
        var values = ValueResolution.WithoutSecrets(session, ledger);
        var (artifact, files, missing) =
            environment.Versions == VersionSource.Pinned ? Pinned(session) : Built(session, source);
        var (runs, reason) = artifact is null
            ? (environment.Versions != VersionSource.Pinned || environment.PinnedVersions.ContainsKey(name), missing)
            : Decide(session, ledger, artifact, values);
        var changes = ledger[name].LastDeployment is { } last ? Changes(files, values, last) : [];
        return new DeploymentExplanation(environment.Name, runs, reason, changes, Values(session, values))
        {
            Capabilities = session.Component.Type == ComponentType.Helm ? Capabilities(environment) : [],
        };
    }

    /// <summary>The artifact that the sources make; it is known when Build made it already.</summary>
    private (string? Digest, InputDigests Files, string Missing) Built(ComponentSession session, ComponentSource source)
    {
        var key = StageInputs.Build(session, source).Key;
        var built = services.Results.Find(session.Component.Name, nameof(Stage.Build), key);
        return (built?.Artifact, Content(session.Component, source), "its artifact is built first");
    }

    private static InputDigests Content(ComponentManifest component, ComponentSource source) =>
        new(ArtifactContent.Of(component, source).Select(file => AsInput(file.Path, file.Digest, file.IsExecutable)));

    /// <summary>The artifact of the version that the environment pins.</summary>
    private (string? Digest, InputDigests Files, string Missing) Pinned(ComponentSession session)
    {
        var (name, environment) = (session.Component.Name, session.Environment);
        if (environment.PinnedVersions.GetValueOrDefault(name) is not { } version)
        {
            return (null, InputDigests.None, $"{environment.Name} pins no version of it");
        }

        return services.Store.Find(name, version) is { } stored
            ? (stored.Digest, FilesOf(stored), "")
            : (
                null,
                InputDigests.None,
                $"{environment.Name} pins {version}, which is not in this checkout's store yet"
            );
    }

    private (bool Runs, string Reason) Decide(
        ComponentSession session,
        LedgerState ledger,
        string artifact,
        ResolvedValues values
    )
    {
        var isGone = new DeployedOnDisk(services.Workspace, session.Environment, ledger).IsGone(session.Component.Name);
        var decision = DeploymentDecision.Decide(
            ledger[session.Component.Name],
            artifact,
            values.Digest,
            isGone ? StillThere.Gone : StillThere.Yes,
            force: false,
            services.Clock.GetUtcNow()
        );
        var isUnseen = decision is DeploymentDecision.Unchanged && session.Environment.Target is Target.Cluster;
        return (
            decision is DeploymentDecision.Run,
            isUnseen ? $"{decision.Reason} as far as this machine knows; Deploy asks the cluster" : decision.Reason
        );
    }

    /// <summary>The files of the artifact and the values that differ from what was deployed last.</summary>
    private ImmutableArray<InputChange> Changes(InputDigests files, ResolvedValues values, Deployment last)
    {
        var changes = ImmutableArray.CreateBuilder<InputChange>();
        if (files.All.Length > 0 && services.Store.Find(last.Digest) is { } deployed)
        {
            changes.AddRange(files.ChangesSince(FilesOf(deployed)));
        }

        if (services.Results.Inputs(last.Values) is { } then)
        {
            var now = ValueInputs.OfDeployment(values);
            changes.AddRange(now.ChangesSince(then).Select(change => change with { Name = $"value {change.Name}" }));
        }

        return changes.ToImmutable();
    }

    private InputDigests FilesOf(StoredArtifact artifact)
    {
        var folder = services.Store.Unpack(artifact);
        return new InputDigests(
            FileTree
                .Files(folder)
                .Select(path =>
                {
                    var file = Path.Combine(folder, path);
                    return AsInput(path, TreeDigest.Content(file), TreeDigest.IsExecutable(file));
                })
        );
    }

    private static InputDigest AsInput(string path, string digest, bool isExecutable) =>
        new($"file {path}", isExecutable ? $"{digest}+x" : digest);

    /// <summary>What the chart is rendered for.</summary>
    private static ImmutableArray<ExplainedValue> Capabilities(EnvironmentManifest environment)
    {
        return
        [
            Said("kubernetes-version", JsonValue.Create(environment.KubernetesVersion.ToString())),
            Said("api-versions", new JsonArray([.. environment.ApiVersions.Select(one => JsonValue.Create(one))])),
        ];

        ExplainedValue Said(string key, JsonNode value)
        {
            var where = environment.Source[key];
            return new ExplainedValue(
                key,
                value.ToJsonString(),
                where.Line == 0 ? "the default" : where.ToString(),
                []
            );
        }
    }

    private static string From(Input input, ResolvedValues values) =>
        values.Placeholders.Contains($"{input.Component}.{input.Output}")
            ? $"stands for the output {input.Output} of {input.Component}, which is not deployed"
            : $"output {input.Output} of {input.Component}";

    private ImmutableArray<ExplainedValue> Values(ComponentSession session, ResolvedValues values)
    {
        var origins = services
            .Model.Explain(session.Environment.Name, session.Component.Name)
            .ToDictionary(origin => origin.Path, StringComparer.Ordinal);
        var inputs = session.Component.Inputs.ToDictionary(input => input.ValuePath, StringComparer.Ordinal);
        return
        [
            .. ValueInputs
                .Leaves(values)
                .Select(leaf =>
                {
                    var origin = origins.GetValueOrDefault(leaf.Path);
                    var from = inputs.TryGetValue(leaf.Path, out var input)
                        ? From(input, values)
                        : origin?.Value.Where.ToString() ?? "";
                    return new ExplainedValue(
                        leaf.Path,
                        leaf.Json,
                        from,
                        [.. (origin?.Overridden ?? []).Select(place => place.ToString())]
                    );
                }),
        ];
    }
}

using System.Collections.Immutable;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Artifacts;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Platform;
using PathToProd.Model.ToolPins;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Processes;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Tools;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>What a component's tasks see: the component, the environment, and all that Cake offers.</summary>
public sealed class ComponentContext : FrostingContext, IToolOrigins
{
    private readonly ComponentSession _session;
    private readonly Lazy<Cluster> _cluster;
    private Lazy<Artifact>? _artifact;
    private ComponentSource? _source;

    /// <summary>The context of one component in one run; made by the program.</summary>
    internal ComponentContext(ICakeContext cake, ComponentSession session, StageRecorder stages)
        : base(cake)
    {
        _session = session;
        Stages = stages;
        Ledger = CurrentLedger.File(session.Workspace, session.Environment.Name);
        // A failure is not kept: a stage that is tried again asks again.
        _cluster = new Lazy<Cluster>(() => Cluster.Of(this), LazyThreadSafetyMode.PublicationOnly);
        if (session.Given is { } given)
        {
            Take(given);
        }
    }

    /// <summary>The component.</summary>
    public ComponentManifest Component => _session.Component;

    /// <summary>The environment that the run is for. (Cake's own <c>Environment</c> is the process's.)</summary>
    public EnvironmentManifest EnvironmentManifest => _session.Environment;

    /// <summary>The component's folder; where its artifact is unpacked when that was chosen by its version.</summary>
    public DirectoryPath Folder => _session.Folder;

    /// <summary>Where everything is.</summary>
    public Workspace Workspace => _session.Workspace;

    /// <summary>All components and environments.</summary>
    public PlatformModel Model => _session.Services.Model;

    /// <summary>What the user asked for.</summary>
    public RunOptions Options => _session.Options;

    /// <summary>The run's name.</summary>
    public RunId Run => _session.Run;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => _session.Clock;

    /// <summary>What Build made in this run, or what was taken from the store by its version.</summary>
    /// <exception cref="PlatformException">Build did not run, or what is in the store is damaged.</exception>
    public Artifact Artifact =>
        _artifact?.Value
        ?? throw new PlatformException(
            ExitCode.WrongInput,
            $"{Component.Name} was not built in this run; run without --exclusive, or let the task depend on Build"
        );

    /// <summary>True when the run takes the artifact from the store by its version, and so builds and tests nothing.</summary>
    public bool IsFromStore => _session.Given is not null;

    /// <summary>The cluster that the environment is bound to.</summary>
    /// <exception cref="PlatformException">The environment deploys to a directory, or its cluster is bound to another environment.</exception>
    public Cluster Cluster => _cluster.Value;

    /// <summary>The stage's log file.</summary>
    public string LogFile => Stages.LogFile;

    internal StageRecorder Stages { get; }

    internal StageLimit Limit { get; set; } = StageLimit.None;

    /// <summary>The values that a deployment was decided on: all of it uses these, even when a requirement is deployed meanwhile.</summary>
    internal ResolvedValues? FixedValues { get; set; }

    internal LedgerFile Ledger { get; }

    internal RunServices Services => _session.Services;

    internal Redactor Redactor => _session.Redactor;

    internal CommandRunner Commands => _session.Services.Commands;

    internal string Who => _session.Services.Provenance.Who;

    internal string? Commit => _session.Services.Provenance.Commit;

    internal string? NoCommit => _session.Services.Provenance.NoCommit;

    internal ArtifactStore Store => _session.Services.Store;

    internal ResultsFile Results => _session.Services.Results;

    internal SharedResults? Shared => _session.Services.Shared;

    /// <summary>What the artifact is made from, as Build read it; read now when Build did not run.</summary>
    internal ComponentSource LastSource => _source ?? ReadSource();

    /// <summary>Who makes an artifact now.</summary>
    internal BuildRecord BuildRecord => new(Clock.GetUtcNow(), Commit, Run.ToString(), Who);

    internal CancellationToken RunCancellation => _session.Services.Cancellation;

    internal CancellationToken CancellationAtOnce => _session.Services.CancellationAtOnce;

    internal bool IsHeld => _session.Services.Held.Contains(Component.Name);

    internal bool IsCancelled => RunCancellation.IsCancellationRequested;

    internal IEnumerable<FoundTool> FoundTools =>
        StageNeeds.Tools(Component.Type, EnvironmentManifest).Select(_session.Services.Tools.Get);

    (ToolPin Pin, FoundTool Found)? IToolOrigins.OriginOf(string tool) => _session.Services.Tools.Origin(tool);

    internal ProcessScope ProcessScope =>
        _session.Services.ProcessScope with
        {
            Log = Stages.Log,
            LogFile = Workspace.Show(LogFile),
            Console = _session.Observer.ToolOutput(Component.Name),
            Cancellation = Limit.Cancellation,
        };

    /// <summary>Says in the summary what a task found out or did.</summary>
    public void Note(string text) => Stages.Note(text);

    /// <summary>Says that the task had nothing to do, and why that is known.</summary>
    public void Unchanged(string reason) => Stages.Unchanged(reason);

    /// <summary>Prints a text that the user asked for, such as a plan, and logs it.</summary>
    public void Print(string text)
    {
        Stages.WriteLog(text);
        _session.Observer.Print(Component.Name, Redactor.Hide(text));
    }

    /// <summary>The component's values for the environment, with inputs as the ledger has them at this moment.</summary>
    public ResolvedValues Values() => FixedValues ?? ValueResolution.ForDeployment(_session, LedgerNow());

    /// <summary>The component's values for any environment, with placeholders for inputs and secrets: what tests render with.</summary>
    public ResolvedValues TestValues(EnvironmentManifest environment) => ValueResolution.ForTest(_session, environment);

    /// <summary>The documents that go to an environment, as tests see them.</summary>
    public IReadOnlyList<KubernetesDocument> Render(string environment)
    {
        var manifest = Model.Environments[environment];
        return Parse(RenderText(manifest, TestValues(manifest)));
    }

    internal IReadOnlyList<KubernetesDocument> Render(ResolvedValues values) =>
        Parse(RenderText(EnvironmentManifest, values));

    internal string RenderText(EnvironmentManifest environment, ResolvedValues values) =>
        Rendering.Text(this, environment, values);

    /// <summary>What the component is made of. Tasks of its own may have written some of it since the run began.</summary>
    internal ComponentSource ReadSource() =>
        _session.TasksDigest == ComponentProject.StandardDigest
            ? _source = _session.Services.Sources.Of(Component)
            : ReadSourceAgain();

    /// <summary>Reads what the component is made of as it is at this moment.</summary>
    internal ComponentSource ReadSourceAgain() => _source = _session.Services.Sources.Again(Component);

    /// <summary>From now on this is the component's artifact; it is unpacked when its files are needed.</summary>
    internal void Take(StoredArtifact stored)
    {
        _artifact = new Lazy<Artifact>(() => Unpacked(stored));
        Stages.ArtifactDigest = stored.Digest;
    }

    /// <summary>An artifact with its files.</summary>
    internal Artifact Unpacked(StoredArtifact stored) =>
        new(stored.Component, stored.Version, stored.Digest, Store.Unpack(stored));

    /// <summary>Looks up what is known of Build and Test now.</summary>
    internal StageFactsReader FactsReader => new(_session);

    internal StageResults StageResults => new(_session);

    internal ComponentState State() => LedgerNow()[Component.Name];

    /// <summary>Where a person looks when a stage took too long; empty when it needs no cluster.</summary>
    internal string WhereToLook =>
        EnvironmentManifest.Target is Target.Cluster target && NeedsCluster
            ? $"\n{Cluster.AdviceFor(target, Component)}"
            : "";

    // The time may be up before the cluster has answered for the first time.
    private bool NeedsCluster =>
        _cluster.IsValueCreated
        || StageNeeds.Cluster(RunTarget.Of(Stages.Stage), Component.Type, EnvironmentManifest) is not null;

    private LedgerState LedgerNow() => CurrentLedger.Read(Workspace, EnvironmentManifest.Name, Clock);

    private ImmutableArray<KubernetesDocument> Parse(string text)
    {
        var problems = new List<Problem>();
        var documents = KubernetesDocuments.Read(text, $"{Component.Name} as rendered", problems);
        return problems.Count == 0 ? documents : throw new PlatformException(problems);
    }
}

using PathToProd.Decisions.Planning;
using PathToProd.Facts.Artifacts;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tools.Calls;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// What the stages of one component in one run work with beyond what its author sees: what the run shares, and what one stage
/// leaves for the next.
/// </summary>
internal sealed class StageWork
{
    private readonly Lazy<Cluster> _cluster;
    private Lazy<Artifact>? _artifact;
    private ComponentSource? _source;

    public StageWork(ComponentContext context, ComponentSession session, StageRecorder stages)
    {
        (Session, Stages) = (session, stages);
        Ledger = session.Services.Ledgers.Of(
            session.Workspace,
            session.Services.Model.Platform,
            session.Environment.Name,
            session.Clock,
            session.Services.Fence
        );
        // A failure is not kept: a stage that is tried again asks again.
        _cluster = new Lazy<Cluster>(() => Cluster.Of(context), LazyThreadSafetyMode.PublicationOnly);
        if (session.Given is { } given)
        {
            Take(given);
        }
    }

    public ComponentSession Session { get; }

    public RunServices Services => Session.Services;

    public StageRecorder Stages { get; }

    public ILedger Ledger { get; }

    public StageLimit Limit { get; set; } = StageLimit.None;

    /// <summary>The values that a deployment was decided on: all of it uses these, even when a requirement is deployed meanwhile.</summary>
    public ResolvedValues? FixedValues { get; set; }

    /// <summary>The component's last attempt before this one, when it was interrupted; null when it was not.</summary>
    public Attempt? Interrupted { get; set; }

    /// <summary>Whether the component's last attempt is one of the plan that is applied.</summary>
    public bool BeganByPlan { get; set; }

    /// <summary>The lock on a Terraform state that this attempt removed, as its holder was dead; null when it removed none.</summary>
    public string? RemovedLock { get; set; }

    /// <summary>What was built or taken from the store; null before that.</summary>
    public Artifact? Artifact => _artifact?.Value;

    public Cluster Cluster => _cluster.Value;

    /// <summary>What the artifact is made from, as Build read it; read now when Build did not run.</summary>
    public ComponentSource LastSource => _source ?? ReadSource();

    /// <summary>Who makes an artifact now.</summary>
    public BuildRecord BuildRecord =>
        new(Services.Clock.GetUtcNow(), Services.Provenance.Commit, Session.Run.ToString(), Services.Provenance.Who);

    public bool IsHeld => Services.Held.Contains(Session.Component.Name);

    /// <summary>The lease of the component or of its unit that the run holds; null where the kernel holds the locks.</summary>
    public HeldLease? Lease => Unit?.Lease ?? Services.Leases.Of(Session.Environment.Name, Session.Component.Name);

    /// <summary>The group or the whole version set that the component is deployed with; null for one by itself.</summary>
    public UnitRun? Unit => Services.Units.Of(Session.Component.Name);

    public bool IsCancelled => Services.Cancellation.IsCancellationRequested;

    public IEnumerable<FoundTool> FoundTools =>
        StageNeeds.Tools(Session.Component.Type, Session.Environment).Select(Services.Tools.Get);

    public StageFactsReader FactsReader => new(Session);

    public StageResults Results => new(Session);

    public ProcessScope ProcessScope =>
        Services.ProcessScope with
        {
            Log = Stages.Log,
            LogFile = Session.Workspace.Show(Stages.LogFile),
            Console = Services.Observer.ToolOutput(Session.Component.Name),
            Cancellation = Limit.Cancellation,
            Ended = ToolEnded(Stages.Stage),
            Environment = Services.Observer.ToolEnvironment(Session.Component.Name, Stages.Stage),
        };

    private Action<CommandResult> ToolEnded(string stage) =>
        tool => Services.Observer.ToolEnded(Session.Component.Name, stage, tool, Services.Clock.GetUtcNow());

    /// <summary>What the component is made of. Tasks of its own may have written some of it since the run began.</summary>
    public ComponentSource ReadSource() =>
        Session.TasksDigest == ComponentProject.StandardDigest
            ? _source = Services.Sources.Of(Session.Component)
            : ReadSourceAgain();

    /// <summary>Reads what the component is made of as it is at this moment.</summary>
    public ComponentSource ReadSourceAgain() => _source = Services.Sources.Again(Session.Component);

    /// <summary>From now on this is the component's artifact; it is unpacked when its files are needed.</summary>
    public void Take(StoredArtifact stored)
    {
        _artifact = new Lazy<Artifact>(() => Unpacked(stored));
        Stages.ArtifactDigest = stored.Digest;
    }

    /// <summary>An artifact with its files.</summary>
    public Artifact Unpacked(StoredArtifact stored) =>
        new(stored.Component, stored.Version, stored.Digest, Services.Store.Unpack(stored));

    /// <summary>What the ledger said when a look at many components began: all are compared with one state of it. Null for what it says now.</summary>
    public LedgerState? FixedLedger { get; set; }

    public LedgerState LedgerNow() =>
        FixedLedger
        ?? CurrentLedger.Read(Session.Workspace, Services.Model.Platform, Session.Environment.Name, Services.Clock);

    public ComponentState State() => LedgerNow()[Session.Component.Name];

    /// <summary>Where a person looks when a stage took too long; empty when it needs no cluster.</summary>
    public string WhereToLook =>
        Session.Environment.Target is Target.Cluster target && NeedsCluster
            ? $"\n{Cluster.AdviceFor(target, Session.Component)}"
            : "";

    // The time may be up before the cluster has answered for the first time.
    private bool NeedsCluster =>
        _cluster.IsValueCreated
        || StageNeeds.Cluster(RunTarget.Of(Stages.Stage), Session.Component.Type, Session.Environment) is not null;
}

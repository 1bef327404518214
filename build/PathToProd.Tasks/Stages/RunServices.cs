using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Store.Upstream;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>What all components of a run share.</summary>
public sealed record RunServices
{
    /// <summary>Where everything is.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>All manifests, checked.</summary>
    public required PlatformModel Model { get; init; }

    /// <summary>The run's name.</summary>
    public required RunId Run { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Hides the secrets that this run has read.</summary>
    public required Redactor Redactor { get; init; }

    /// <summary>Starts processes.</summary>
    public required CommandRunner Commands { get; init; }

    /// <summary>Finds tools, or installs them.</summary>
    public required Toolbox Tools { get; init; }

    /// <summary>Reads what components are made of.</summary>
    public required SourceReader Sources { get; init; }

    /// <summary>The artifacts of this checkout.</summary>
    public required ArtifactStore Store { get; init; }

    /// <summary>The artifacts of what runs in environments, which another machine may have built: of this checkout, else of the registry.</summary>
    public required MemberArtifacts Members { get; init; }

    /// <summary>What is remembered of stages that passed.</summary>
    public required ResultsFile Results { get; init; }

    /// <summary>Results that other pipelines may use, and theirs; null when they are not shared.</summary>
    public SharedResults? Shared { get; init; }

    /// <summary>The artifacts that were chosen by their versions, by component: they are deployed as they are, and nothing of them is built.</summary>
    public ImmutableSortedDictionary<string, StoredArtifact> Given { get; init; } =
        ImmutableSortedDictionary<string, StoredArtifact>.Empty;

    /// <summary>The version set that the run was asked to take them from, which the ledger records; null when it named none.</summary>
    public string? Set { get; init; }

    /// <summary>What the ledger records of a rollback. Default: the run is none.</summary>
    public RollbackReferences Rollback { get; init; } = RollbackReferences.None;

    /// <summary>The components whose locks in the environment the run holds for longer than their own stages.</summary>
    public ImmutableHashSet<string> Held { get; init; } = [];

    /// <summary>The folder of the locks that all checkouts and users of this machine share.</summary>
    public string MachineLocks { get; init; } = Locks.MachineLocks.Folder;

    /// <summary>Receives what happens, as it happens.</summary>
    public required IRunObserver Observer { get; init; }

    /// <summary>Cancelled when the user or a signal ends the run.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Why the program itself cancelled the run; null when it did not. Default: it never does.</summary>
    public Func<string?> CancelledBecause { get; init; } = () => null;

    /// <summary>Cancelled when the user insists: tools are ended at once.</summary>
    public required CancellationToken CancellationAtOnce { get; init; }

    /// <summary>Who runs it, where, and from which commit.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The lease that the run has of an environment of a pool; null when it has none.</summary>
    public EnvironmentFence? Fence { get; init; }

    /// <summary>The leases that the run holds, where ledgers and locks are seen from all machines.</summary>
    internal RunLeases Leases { get; init; } = new();

    /// <summary>The ledgers that the run writes.</summary>
    internal RunLedgers Ledgers { get; init; } = new();

    /// <summary>What the run deploys as one. Default: each component by itself.</summary>
    internal RunUnits Units { get; init; } = RunUnits.None;

    /// <summary>What a run of Plan found so far, by component.</summary>
    internal ConcurrentDictionary<string, ComponentPlan> Plans { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The charts and modules that others publish.</summary>
    internal UpstreamPackages Upstream => new(Workspace, Model.Platform, Tools, ProcessScope);

    /// <summary>The policies that components may declare, those of the platform's own C# too.</summary>
    internal PlatformPolicies Policies => new(new PlatformProject(Workspace), Commands, ProcessScope);

    /// <summary>What all processes of the run have in common.</summary>
    internal ProcessScope ProcessScope =>
        new()
        {
            RunId = Run.ToString(),
            Redactor = Redactor,
            Cancellation = Cancellation,
            CancellationAtOnce = CancellationAtOnce,
        };
}

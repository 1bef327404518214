using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Locks;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// The right to change a component in an environment: of this checkout, whose working folder and ledger no second run may
/// use, and of the target, which other checkouts on this machine may deploy to as well, by whatever name.
/// </summary>
internal static class TargetLock
{
    /// <summary>
    /// Takes both, the checkout's first, then the lease that all machines see, if there is one; and waits for the holder.
    /// </summary>
    /// <param name="services">The run.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="component">The component, or what stands for several.</param>
    /// <param name="target">What identifies the target.</param>
    /// <param name="waiting">Called when another run has to be waited for.</param>
    /// <param name="patience">How long to wait at most; null for as long as <c>platform.yaml</c> allows.</param>
    /// <param name="isLeased">
    /// Whether runs on other machines are kept out too, where <c>platform.yaml</c> names a place for locks that they all see. Not for what changes
    /// nothing.
    /// </param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="unit">The components that it stands for; null for one, whose name it has.</param>
    /// <exception cref="PlatformException">Another run has it (exit code 3).</exception>
    public static async Task<IDisposable> TakeAsync(
        RunServices services,
        EnvironmentManifest environment,
        string component,
        string target,
        Action<string> waiting,
        TimeSpan? patience,
        bool isLeased,
        CancellationToken cancellation,
        DeploymentUnit? unit = null
    )
    {
        var holder = new LockHolder(
            services.Run.ToString(),
            services.Provenance.Who,
            Environment.ProcessId,
            services.Clock.GetUtcNow()
        );
        var timeout = patience ?? services.Model.Platform.LockTimeout;
        var own = await new DeploymentLocks(services.Workspace.Locks, services.Clock).AcquireAsync(
            new LockName(environment.Name, component),
            holder,
            timeout,
            waiting,
            cancellation
        );
        DeploymentLock? ofTarget = null;
        try
        {
            ofTarget = await new DeploymentLocks(services.MachineLocks, services.Clock, isShared: true).AcquireAsync(
                new LockName(environment.Name, component, target),
                holder,
                timeout,
                waiting,
                cancellation
            );
            var lease = isLeased
                ? await LeaseAsync(services, environment.Name, component, unit, timeout, waiting, cancellation)
                : null;
            return new Locks(own, ofTarget, lease);
        }
        catch
        {
            ofTarget?.Dispose();
            own.Dispose();
            throw;
        }
    }

    private static async Task<IDisposable?> LeaseAsync(
        RunServices services,
        string environment,
        string component,
        DeploymentUnit? unit,
        TimeSpan patience,
        Action<string> waiting,
        CancellationToken cancellation
    )
    {
        var platform = services.Model.Platform;
        if (CurrentLedger.Lease(services.Workspace, platform, environment, component) is not { } lease)
        {
            return null;
        }

        var holder = new LeaseHolder(
            services.Run.ToString(),
            services.Provenance.Who,
            services.Clock.GetUtcNow(),
            services.Provenance.Job
        );
        var ledger = CurrentLedger.Of(services.Workspace, platform, environment, services.Clock).Read();
        var request = new LeaseRequest(lease.Key, holder, platform.Ledger.Lease, patience)
        {
            NewestToken = ledger.Entries.Where(IsAboutIt).Max(entry => entry.Token) ?? 0,
            // The lock of this checkout is this run's, so no other run of it is at the component. A folder of runs may have been
            // copied from another machine, whose runs have another name beside them.
            IsGone = other => other.Who == holder.Who && services.Workspace.HasRun(other.Run),
        };
        var held = await new LeaseAcquisition(lease, request, services.Clock).TakeAsync(waiting, cancellation);
        return services.Leases.Keep(environment, component, held);

        // A unit's token is newer than what any of its members had by itself, as its members' entries carry it.
        bool IsAboutIt(LedgerEntry entry) =>
            entry switch
            {
                LedgerEntry.Started started => unit is null
                    ? started.Component == component
                    : unit.Members.Contains(started.Component),
                LedgerEntry.UnitStarted started => started.Unit == unit?.Name,
                _ => false,
            };
    }

    /// <summary>They are given back in the other order.</summary>
    private sealed class Locks(DeploymentLock own, DeploymentLock target, IDisposable? lease) : IDisposable
    {
        public void Dispose()
        {
            lease?.Dispose();
            target.Dispose();
            own.Dispose();
        }
    }
}

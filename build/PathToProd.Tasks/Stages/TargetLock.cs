using PathToProd.Model.Environments;
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
    /// Takes both, the checkout's first, and waits for the holder.
    /// </summary>
    /// <param name="services">The run.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="component">The component, or what stands for several.</param>
    /// <param name="target">What identifies the target.</param>
    /// <param name="waiting">Called when another run has to be waited for.</param>
    /// <param name="patience">How long to wait at most; null for as long as <c>platform.yaml</c> allows.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">Another run has it (exit code 3).</exception>
    public static async Task<IDisposable> TakeAsync(
        RunServices services,
        EnvironmentManifest environment,
        string component,
        string target,
        Action<string> waiting,
        TimeSpan? patience,
        CancellationToken cancellation
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
        try
        {
            return new Both(
                own,
                await new DeploymentLocks(services.MachineLocks, services.Clock, isShared: true).AcquireAsync(
                    new LockName(environment.Name, component, target),
                    holder,
                    timeout,
                    waiting,
                    cancellation
                )
            );
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    private sealed class Both(DeploymentLock own, DeploymentLock target) : IDisposable
    {
        public void Dispose()
        {
            target.Dispose();
            own.Dispose();
        }
    }
}

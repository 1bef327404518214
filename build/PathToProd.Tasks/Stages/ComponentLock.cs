using PathToProd.Tasks.Locks;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Takes the locks of a component's stages, and says so when another run has to be waited for.</summary>
internal static class ComponentLock
{
    // No environment can have this name, as it has a space.
    private const string Tests = "its tests";

    /// <summary>The right to change the component in the environment. When it is lost, the stage is ended.</summary>
    public static IDisposable ForDeployment(ComponentContext context)
    {
        var held = Take(context);
        return new WatchedLock(held, EndWhenLost(context));
    }

    /// <summary>Ends the stage when this run loses the lease of the component, or of what it is deployed with; if it holds one.</summary>
    public static CancellationTokenRegistration EndWhenLost(ComponentContext context)
    {
        var limit = context.Work.Limit;
        return context.Work.Lease is { } lease ? lease.Lost.Register(() => limit.End(lease.LostText)) : default;
    }

    private static IDisposable Take(ComponentContext context)
    {
        if (context.Work.IsHeld)
        {
            return NoLock.Instance;
        }

        // The unit's lock is for all machines and all its members; the component's own keeps others of this machine from its folder.
        var isLeased = context.Work.Unit is null;
        if (context.Work.Unit is { } unit)
        {
            context.Work.Limit.WithoutCounting(() =>
            {
                unit.Hold(line => Announce(context, line), context.Options.Waits ? context.Work.Limit.Left : null);
                return unit;
            });
        }

        var target = TargetIdentity.Of(context.Work.Services, context.EnvironmentManifest, context.Component);
        return Wait(
            context,
            () =>
                TargetLock.TakeAsync(
                    context.Work.Services,
                    context.EnvironmentManifest,
                    context.Component.Name,
                    target,
                    line => Announce(context, line),
                    context.Options.Waits ? context.Work.Limit.Left : null,
                    isLeased,
                    context.Work.Services.Cancellation
                )
        );
    }

    /// <summary>The right to use the folder in which the component's tests work.</summary>
    public static IDisposable ForTests(ComponentContext context) =>
        Wait(
            context,
            () =>
                new DeploymentLocks(context.Workspace.Locks, context.Work.Services.Clock).AcquireAsync(
                    Tests,
                    context.Component.Name,
                    new LockHolder(
                        context.Run.ToString(),
                        context.Work.Services.Provenance.Who,
                        Environment.ProcessId,
                        context.Work.Services.Clock.GetUtcNow()
                    ),
                    context.Work.Limit.Left,
                    line => Announce(context, line),
                    context.Work.Services.Cancellation
                )
        );

    /// <summary>How long another run takes is no fault of this stage, whose time stands still meanwhile.</summary>
    private static T Wait<T>(ComponentContext context, Func<Task<T>> take) =>
        context.Work.Limit.WithoutCounting(() => take().GetAwaiter().GetResult());

    private static void Announce(ComponentContext context, string line)
    {
        context.Note(line);
        context.Print(line);
    }

    /// <summary>A lock whose loss ends the stage. It may be held for longer than the stage, which then hears no more of it.</summary>
    private sealed class WatchedLock(IDisposable held, CancellationTokenRegistration loss) : IDisposable
    {
        public void Dispose()
        {
            loss.Dispose();
            held.Dispose();
        }
    }

    /// <summary>The run has it already, and keeps it.</summary>
    private sealed class NoLock : IDisposable
    {
        public static readonly NoLock Instance = new();

        public void Dispose() { }
    }
}

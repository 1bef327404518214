using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that is awaited. Tasks still run one after another.</summary>
/// <typeparam name="T">The context of the host. A task for another context is left out of the run, with a warning.</typeparam>
public abstract class AsyncFrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>
    /// What the task does. A task that does not override it has no action: it only gathers its dependencies.
    /// When it returns <see cref="Task.WhenAll(Task[])"/> as it is, not awaited, every failure is reported.
    /// </summary>
    public virtual Task RunAsync(T context)
    {
        return Task.CompletedTask;
    }

    /// <summary>Whether the task runs; true unless overridden.</summary>
    public virtual bool ShouldRun(T context)
    {
        return true;
    }

    /// <summary>
    /// When overridden: called when the task failed, and the run goes on when it returns. Throw to fail the run.
    /// Not overridden: a failure of the task fails the run.
    /// </summary>
    public virtual void OnError(Exception exception, T context) { }

    /// <summary>Called after the task in every case, also when the run is interrupted. What it throws replaces the task's own exception.</summary>
    public virtual void Finally(T context) { }

    Task IFrostingTask.RunAsync(ICakeContext context) => RunAsync(ContextCast.To<T>(context, this));

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun(ContextCast.To<T>(context, this));

    void IFrostingTask.OnError(Exception exception, ICakeContext context) =>
        OnError(exception, ContextCast.To<T>(context, this));

    void IFrostingTask.Finally(ICakeContext context) => Finally(ContextCast.To<T>(context, this));
}

/// <inheritdoc cref="AsyncFrostingTask{T}"/>
public abstract class AsyncFrostingTask : AsyncFrostingTask<ICakeContext>;

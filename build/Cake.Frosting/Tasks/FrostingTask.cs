using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that does its work before it returns.</summary>
/// <typeparam name="T">The context of the host. A task for another context is left out of the run, with a warning.</typeparam>
public abstract class FrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>What the task does. A task that does not override it has no action: it only gathers its dependencies.</summary>
    public virtual void Run(T context) { }

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

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        Run(ContextCast.To<T>(context, this));
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun(ContextCast.To<T>(context, this));

    void IFrostingTask.OnError(Exception exception, ICakeContext context) =>
        OnError(exception, ContextCast.To<T>(context, this));

    void IFrostingTask.Finally(ICakeContext context) => Finally(ContextCast.To<T>(context, this));
}

/// <inheritdoc cref="FrostingTask{T}"/>
public abstract class FrostingTask : FrostingTask<ICakeContext>;

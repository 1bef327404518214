using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A task as the host sees it. Derive from <see cref="FrostingTask"/> or <see cref="AsyncFrostingTask"/> (or their generic forms):
/// a class that implements the interface alone fails the run.
/// </summary>
public interface IFrostingTask
{
    /// <summary>What the task does. An exception fails the task.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether the task runs. A target that is named on the command line and does not run fails the run.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>
    /// Why the task was skipped, for the report; empty by default. It is read just after <see cref="ShouldRun"/> said no.
    /// A task sets it by a public string property of this name, whether or not its class lists the interface again.
    /// </summary>
    string SkippedMessage => "";

    /// <summary>Called when the task failed. When it returns, the run goes on; when it throws, the run fails with what it threw.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Called after the task in every case. What it throws replaces the task's own exception.</summary>
    void Finally(ICakeContext context);
}

using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs the <c>kubectl rollout</c> commands.</summary>
public sealed class KubectlRolloutRunner(ICakeContext context) : KubectlRunner<KubectlRolloutSettings>(context)
{
    /// <summary>Waits until a rollout is done; when it is not in time it is a failure.</summary>
    public void Status(string resource, KubectlRolloutSettings settings)
    {
        var arguments = Begin("rollout status", resource)
            .Option("--timeout", settings.Timeout)
            .Flag("--watch", settings.Watch)
            .Option("--revision", settings.Revision);
        Execute(settings, new ToolCall("kubectl rollout status", EndOfWatch(arguments, settings)));
    }

    /// <summary>Restarts the pods, a few at a time.</summary>
    public void Restart(string resource, KubectlRolloutSettings settings) =>
        Execute(settings, new ToolCall("kubectl rollout restart", End(Begin("rollout restart", resource), settings)));

    /// <summary>Goes back to an earlier revision.</summary>
    public void Undo(string resource, KubectlRolloutSettings settings)
    {
        var arguments = Begin("rollout undo", resource)
            .Option("--to-revision", settings.ToRevision)
            .DryRun(settings.DryRun);
        Execute(settings, new ToolCall("kubectl rollout undo", End(arguments, settings)));
    }
}

using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Kubectl;

public static partial class KubectlAliases
{
    /// <summary>Waits until a rollout is done; when it is not in time it is a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="resource">The resource as <c>kind/name</c>.</param>
    /// <param name="settings">The settings; by default kubectl waits forever.</param>
    /// <example><code>context.KubectlRolloutStatus("deployment/ingress", new() { Timeout = TimeSpan.FromMinutes(5) });</code></example>
    [CakeMethodAlias]
    public static void KubectlRolloutStatus(
        this ICakeContext context,
        string resource,
        KubectlRolloutSettings? settings = null
    ) => new KubectlRolloutRunner(context).Status(resource, settings ?? new());

    /// <summary>Restarts the pods of a resource, a few at a time.</summary>
    /// <param name="context">The context.</param>
    /// <param name="resource">The resource as <c>kind/name</c>.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>context.KubectlRolloutRestart("deployment/ingress");</code></example>
    [CakeMethodAlias]
    public static void KubectlRolloutRestart(
        this ICakeContext context,
        string resource,
        KubectlRolloutSettings? settings = null
    ) => new KubectlRolloutRunner(context).Restart(resource, settings ?? new());

    /// <summary>Brings a resource back to an earlier revision.</summary>
    /// <param name="context">The context.</param>
    /// <param name="resource">The resource as <c>kind/name</c>.</param>
    /// <param name="settings">The settings; by default the revision before is taken.</param>
    /// <example><code>context.KubectlRolloutUndo("deployment/ingress", new() { ToRevision = 2 });</code></example>
    [CakeMethodAlias]
    public static void KubectlRolloutUndo(
        this ICakeContext context,
        string resource,
        KubectlRolloutSettings? settings = null
    ) => new KubectlRolloutRunner(context).Undo(resource, settings ?? new());
}

using Cake.Core;
using Cake.Core.Annotations;
using PathToProd.Text;

namespace Cake.Kubectl;

/// <summary>
/// kubectl, 1.20 and later. Every failure is a <see cref="PlatformException"/> that says what to do next.
/// Runs wherever Cake and kubectl do.
/// </summary>
[CakeAliasCategory("Kubectl")]
[CakeNamespaceImport("Cake.Kubectl")]
public static partial class KubectlAliases
{
    /// <summary>Makes the cluster have what manifests say.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings, with the manifests.</param>
    /// <example><code>context.KubectlApply(new() { Input = yaml, ServerSide = true, FieldManager = "path-to-prod" });</code></example>
    [CakeMethodAlias]
    public static void KubectlApply(this ICakeContext context, KubectlApplySettings settings) =>
        new KubectlApplyRunner(context).Apply(settings);

    /// <summary>Shows what an apply would change. A difference is an answer, not a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings, with the manifests.</param>
    /// <example><code>var isUnchanged = !context.KubectlDiff(new() { Input = yaml, ServerSide = true }).Exists;</code></example>
    [CakeMethodAlias]
    public static KubectlDifference KubectlDiff(this ICakeContext context, KubectlDiffSettings settings) =>
        new KubectlDiffRunner(context).Diff(settings);

    /// <summary>Deletes resources.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings: what to delete, unless it is named, and how.</param>
    /// <param name="resources">Resources as <c>kind/name</c>, or one kind for a selector in the settings.</param>
    /// <example><code>context.KubectlDelete(new() { IgnoreNotFound = true }, "service/ingress");</code></example>
    [CakeMethodAlias]
    public static void KubectlDelete(
        this ICakeContext context,
        KubectlDeleteSettings settings,
        params IEnumerable<string> resources
    ) => new KubectlDeleteRunner(context).Delete(resources, settings);

    /// <summary>Reads resources. Secrets stand in them as they are: do not log them.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings: what to read, unless it is named.</param>
    /// <param name="resources">A kind, or resources as <c>kind/name</c>.</param>
    /// <example><code>var pods = context.KubectlGet(new() { Namespace = "ingress" }, "pods");</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<KubernetesObject> KubectlGet(
        this ICakeContext context,
        KubectlGetSettings settings,
        params IEnumerable<string> resources
    ) => new KubectlGetRunner(context).Get(resources, settings);

    /// <summary>Waits until resources are as they should be; when they are not in time it is a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="what">What to wait for.</param>
    /// <param name="settings">The settings; by default kubectl waits for 30 seconds.</param>
    /// <param name="resources">Resources as <c>kind/name</c>, or one kind for a selector in the settings.</param>
    /// <example><code>context.KubectlWait(KubectlWaitFor.Condition("Available"), new(), "deployment/ingress");</code></example>
    [CakeMethodAlias]
    public static void KubectlWait(
        this ICakeContext context,
        KubectlWaitFor what,
        KubectlWaitSettings settings,
        params IEnumerable<string> resources
    ) => new KubectlWaitRunner(context).Wait(resources, what, settings);

    /// <summary>Makes a namespace, or gives the one that is there its labels.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The namespace's name.</param>
    /// <param name="settings">The settings; by default it gets no labels.</param>
    /// <example><code>context.KubectlCreateNamespace("ingress");</code></example>
    [CakeMethodAlias]
    public static void KubectlCreateNamespace(
        this ICakeContext context,
        string name,
        KubectlNamespaceSettings? settings = null
    ) => new KubectlNamespaceRunner(context).Create(name, settings ?? new());
}

using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Kubectl;

public static partial class KubectlAliases
{
    /// <summary>Asks whether the user of the context may do something. No is an answer, not a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="verb">What to do, such as <c>create</c>.</param>
    /// <param name="resource">With what, such as <c>deployments.apps</c> or <c>deployment/ingress</c>.</param>
    /// <param name="settings">The settings; by default the question is about one namespace.</param>
    /// <example><code>var mayDeploy = context.KubectlAuthCanI("create", "deployments.apps");</code></example>
    [CakeMethodAlias]
    public static bool KubectlAuthCanI(
        this ICakeContext context,
        string verb,
        string resource,
        KubectlAuthCanISettings? settings = null
    ) => new KubectlAuthRunner(context).CanI(verb, resource, settings ?? new());

    /// <summary>Asks which kinds the API server serves, in any version.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default kinds of all groups.</param>
    /// <returns>Kinds, such as <c>Deployment</c>; none for a group that is not there.</returns>
    /// <example><code>var kinds = context.KubectlApiResources(new() { ApiGroup = "apps" });</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<string> KubectlApiResources(
        this ICakeContext context,
        KubectlApiResourcesSettings? settings = null
    ) => new KubectlApiResourcesRunner(context).Kinds(settings ?? new());

    /// <summary>Names the current context of the kubeconfig.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>Null when none is set.</returns>
    /// <example><code>var current = context.KubectlConfigCurrentContext();</code></example>
    [CakeMethodAlias]
    public static string? KubectlConfigCurrentContext(
        this ICakeContext context,
        KubectlConfigSettings? settings = null
    ) => new KubectlConfigRunner(context).CurrentContext(settings ?? new());

    /// <summary>Names all contexts of the kubeconfig, sorted.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var isThere = context.KubectlConfigGetContexts().Contains("kind-platform");</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<string> KubectlConfigGetContexts(
        this ICakeContext context,
        KubectlConfigSettings? settings = null
    ) => new KubectlConfigRunner(context).GetContexts(settings ?? new());

    /// <summary>Reads the kubeconfig as far as one context uses it; kubectl leaves the credentials out.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default for the current context.</param>
    /// <example><code>var server = context.KubectlConfigView()["clusters"]?[0]?["cluster"]?["server"];</code></example>
    [CakeMethodAlias]
    public static JsonNode KubectlConfigView(this ICakeContext context, KubectlConfigSettings? settings = null) =>
        new KubectlConfigRunner(context).View(settings ?? new());

    /// <summary>Asks kubectl, and the cluster unless asked not to, which version it is.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default the cluster is asked, too.</param>
    /// <example><code>var client = context.KubectlVersion(new() { ClientOnly = true }).Client;</code></example>
    [CakeMethodAlias]
    public static KubectlVersion KubectlVersion(this ICakeContext context, KubectlVersionSettings? settings = null) =>
        new KubectlVersionRunner(context).Version(settings ?? new());
}

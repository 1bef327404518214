using System.Text.Json.Nodes;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Helm;

public static partial class HelmAliases
{
    /// <summary>Reads the manifests of a release, without its hooks. It may hold secrets: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default the latest revision is read.</param>
    /// <returns>Null when there is no such release.</returns>
    /// <example><code>var yaml = context.HelmGetManifest("ingress");</code></example>
    [CakeMethodAlias]
    public static string? HelmGetManifest(
        this ICakeContext context,
        string release,
        HelmGetSettings? settings = null
    ) => new HelmGetRunner(context).Manifest(release, settings ?? new());

    /// <summary>Reads the values that a release was given. It may hold secrets: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default the latest revision is read.</param>
    /// <returns>Null when there is no such release.</returns>
    /// <example><code>var replicas = context.HelmGetValues("ingress")?["replicas"];</code></example>
    [CakeMethodAlias]
    public static JsonObject? HelmGetValues(
        this ICakeContext context,
        string release,
        HelmGetSettings? settings = null
    ) => new HelmGetRunner(context).Values(release, settings ?? new());

    /// <summary>Reads the hooks of a release. It may hold secrets: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default the latest revision is read.</param>
    /// <returns>Null when there is no such release.</returns>
    /// <example><code>var yaml = context.HelmGetHooks("ingress");</code></example>
    [CakeMethodAlias]
    public static string? HelmGetHooks(this ICakeContext context, string release, HelmGetSettings? settings = null) =>
        new HelmGetRunner(context).Hooks(release, settings ?? new());

    /// <summary>Reads what the chart of a release says to its users. It may hold secrets: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default the latest revision is read.</param>
    /// <returns>Null when there is no such release.</returns>
    /// <example><code>var notes = context.HelmGetNotes("ingress");</code></example>
    [CakeMethodAlias]
    public static string? HelmGetNotes(this ICakeContext context, string release, HelmGetSettings? settings = null) =>
        new HelmGetRunner(context).Notes(release, settings ?? new());

    /// <summary>Reads all there is about a release, for people. It may hold secrets: do not log it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default the latest revision is read.</param>
    /// <returns>Null when there is no such release.</returns>
    /// <example><code>var text = context.HelmGetAll("ingress");</code></example>
    [CakeMethodAlias]
    public static string? HelmGetAll(this ICakeContext context, string release, HelmGetSettings? settings = null) =>
        new HelmGetRunner(context).All(release, settings ?? new());
}

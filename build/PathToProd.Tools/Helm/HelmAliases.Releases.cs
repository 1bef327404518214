using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Helm;

public static partial class HelmAliases
{
    /// <summary>Brings a release to what a chart and its values say; installs it when it is not there.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="chart">The chart: a folder, a package, or what Helm knows by <c>oci://</c> or repository.</param>
    /// <param name="settings">The settings; by default Helm does not wait until the resources are ready.</param>
    /// <example><code>context.HelmUpgrade("ingress", "ingress-1.4.0.tgz", new() { Wait = true });</code></example>
    [CakeMethodAlias]
    public static void HelmUpgrade(
        this ICakeContext context,
        string release,
        string chart,
        HelmUpgradeSettings? settings = null
    ) => new HelmUpgradeRunner(context).Upgrade(release, chart, settings ?? new());

    /// <summary>Brings a release back to what an earlier revision was.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="revision">The revision; by default the one before.</param>
    /// <param name="settings">The settings; by default Helm does not wait until the resources are ready.</param>
    /// <example><code>context.HelmRollback("ingress", 3, new() { Wait = true });</code></example>
    [CakeMethodAlias]
    public static void HelmRollback(
        this ICakeContext context,
        string release,
        int? revision = null,
        HelmRollbackSettings? settings = null
    ) => new HelmRollbackRunner(context).Rollback(release, revision, settings ?? new());

    /// <summary>Removes a release. One that is not there is an answer, not a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default its history goes, too.</param>
    /// <returns>Whether it was there.</returns>
    /// <example><code>context.HelmUninstall("ingress", new() { Namespace = "ingress" });</code></example>
    [CakeMethodAlias]
    public static HelmUninstallResult HelmUninstall(
        this ICakeContext context,
        string release,
        HelmUninstallSettings? settings = null
    ) => new HelmUninstallRunner(context).Uninstall(release, settings ?? new());

    /// <summary>Reads the status of a release.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default the latest revision is shown.</param>
    /// <returns>Null when there is no such release.</returns>
    /// <example><code>var isThere = context.HelmStatus("ingress")?.Status == HelmReleaseStatus.Deployed;</code></example>
    [CakeMethodAlias]
    public static HelmReleaseDetails? HelmStatus(
        this ICakeContext context,
        string release,
        HelmStatusSettings? settings = null
    ) => new HelmStatusRunner(context).Status(release, settings ?? new());

    /// <summary>Lists the revisions of a release, oldest first; none when there is no such release.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var last = context.HelmHistory("ingress", new() { Max = 1 });</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<HelmRevision> HelmHistory(
        this ICakeContext context,
        string release,
        HelmHistorySettings? settings = null
    ) => new HelmHistoryRunner(context).History(release, settings ?? new());

    /// <summary>Lists releases in every state, pending and failed ones too.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings; by default those of one namespace.</param>
    /// <example><code>var releases = context.HelmList(new() { AllNamespaces = true });</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<HelmRelease> HelmList(this ICakeContext context, HelmListSettings? settings = null) =>
        new HelmListRunner(context).List(settings ?? new());

    /// <summary>Runs the tests of a release; one that fails is a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The release's name.</param>
    /// <param name="settings">The settings; by default all tests run.</param>
    /// <example><code>context.HelmTest("ingress", new() { Logs = true });</code></example>
    [CakeMethodAlias]
    public static void HelmTest(this ICakeContext context, string release, HelmTestSettings? settings = null) =>
        new HelmTestRunner(context).Test(release, settings ?? new());
}

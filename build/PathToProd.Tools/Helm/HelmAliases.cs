using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using PathToProd.Model.Charts;
using PathToProd.Text;

namespace Cake.Helm;

/// <summary>
/// Helm, from 3.6 to 4: charts on disk and releases in a cluster. Every failure is a
/// <see cref="PlatformException"/> that says what to do next. Runs wherever Cake and Helm do.
/// </summary>
[CakeAliasCategory("Helm")]
[CakeNamespaceImport("Cake.Helm")]
public static partial class HelmAliases
{
    /// <summary>Checks a chart.</summary>
    /// <param name="context">The context.</param>
    /// <param name="chart">The chart: a folder, a package, or what Helm knows by <c>oci://</c> or repository.</param>
    /// <param name="settings">The settings; by default the chart's own values are taken, and warnings pass.</param>
    /// <example><code>context.HelmLint("chart", new() { Strict = true });</code></example>
    [CakeMethodAlias]
    public static void HelmLint(this ICakeContext context, string chart, HelmLintSettings? settings = null) =>
        new HelmLintRunner(context).Lint(chart, settings ?? new());

    /// <summary>Checks a chart, and says what Helm found in it. What it finds is an answer, not a failure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="chart">The chart: a folder, a package, or what Helm knows by <c>oci://</c> or repository.</param>
    /// <param name="settings">The settings; by default the chart's own values are taken.</param>
    /// <returns>The errors and warnings; none when the chart is right.</returns>
    /// <example><code>var findings = context.HelmLintFindings("chart");</code></example>
    [CakeMethodAlias]
    public static IReadOnlyList<LintFinding> HelmLintFindings(
        this ICakeContext context,
        string chart,
        HelmLintSettings? settings = null
    ) => new HelmLintRunner(context).Findings(chart, settings ?? new());

    /// <summary>Renders a chart.</summary>
    /// <param name="context">The context.</param>
    /// <param name="release">The name of the release that the chart sees.</param>
    /// <param name="chart">The chart: a folder, a package, or what Helm knows by <c>oci://</c> or repository.</param>
    /// <param name="settings">The settings; by default the chart's own values are taken.</param>
    /// <returns>The manifests, which may hold secrets.</returns>
    /// <example><code>var yaml = context.HelmTemplate("ingress", "chart", new() { Namespace = "ingress" });</code></example>
    [CakeMethodAlias]
    public static string HelmTemplate(
        this ICakeContext context,
        string release,
        string chart,
        HelmTemplateSettings? settings = null
    ) => new HelmTemplateRunner(context).Template(release, chart, settings ?? new());

    /// <summary>Packs a chart.</summary>
    /// <param name="context">The context.</param>
    /// <param name="chart">The chart's folder.</param>
    /// <param name="settings">The settings; by default the package goes to the working directory.</param>
    /// <returns>The package.</returns>
    /// <example><code>var package = context.HelmPackage("chart", new() { Destination = "artifacts" });</code></example>
    [CakeMethodAlias]
    public static FilePath HelmPackage(
        this ICakeContext context,
        DirectoryPath chart,
        HelmPackageSettings? settings = null
    ) => new HelmPackageRunner(context).Package(chart, settings ?? new());

    /// <summary>Fetches what a chart's lock file names.</summary>
    /// <param name="context">The context.</param>
    /// <param name="chart">The chart's folder.</param>
    /// <param name="settings">The settings; by default no index of any repository is downloaded.</param>
    /// <example><code>context.HelmDependencyBuild("chart");</code></example>
    [CakeMethodAlias]
    public static void HelmDependencyBuild(
        this ICakeContext context,
        DirectoryPath chart,
        HelmDependencySettings? settings = null
    ) => new HelmDependencyRunner(context).Build(chart, settings ?? new());

    /// <summary>Fetches the newest that a chart's ranges allow, and writes its lock file.</summary>
    /// <param name="context">The context.</param>
    /// <param name="chart">The chart's folder.</param>
    /// <param name="settings">The settings; by default no index of any repository is downloaded.</param>
    /// <example><code>context.HelmDependencyUpdate("chart", new() { Refresh = true });</code></example>
    [CakeMethodAlias]
    public static void HelmDependencyUpdate(
        this ICakeContext context,
        DirectoryPath chart,
        HelmDependencySettings? settings = null
    ) => new HelmDependencyRunner(context).Update(chart, settings ?? new());

    /// <summary>Names Helm's version, such as <c>3.6.2</c>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <example><code>var version = context.HelmVersion();</code></example>
    [CakeMethodAlias]
    public static string HelmVersion(this ICakeContext context, HelmVersionSettings? settings = null) =>
        new HelmVersionRunner(context).Version(settings ?? new());
}

using System.Collections.Immutable;
using Cake.Core;
using Cake.Helm;
using PathToProd.Decisions.Bumps;
using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Store.Upstream;
using PathToProd.Tasks.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Raises the versions of what others publish and a component refers to.</summary>
/// <param name="services">What a run needs.</param>
/// <param name="component">The component.</param>
public sealed class ComponentBump(RunServices services, ComponentManifest component)
{
    private readonly Lazy<ICakeContext> _helm = new(() =>
        new ToolContext(services.ProcessScope, [services.Tools.Get("helm")])
    );

    private string File => Path.Combine(services.Workspace.Component(component.Name), "component.yaml");

    /// <summary>Looks up versions, fetches packages and compares what is rendered.</summary>
    /// <param name="to">The version, or a range; null for the newest release of each.</param>
    /// <param name="isDryRun">Whether the manifest stays as it is.</param>
    /// <exception cref="PlatformException">
    /// The component refers to nothing, or the version is none that is published (exit code 2); a repository does not answer (1).
    /// </exception>
    public BumpReport Run(string? to, bool isDryRun)
    {
        var references = component.Upstream.ToArray();
        if (references.Length == 0)
        {
            throw new PlatformException([
                new Problem(
                    new SourcePosition(services.Workspace.Show(File)),
                    $"{component.Name} refers to nothing that others publish, so there is nothing to raise",
                    "write chart, or modules; see docs/upstream-charts.md"
                ),
            ]);
        }

        if (to is not null && references.Length > 1)
        {
            throw new PlatformException([
                new Problem(
                    component.Source[references[1].Key],
                    $"{component.Name} refers to {references.Length} packages, and --to names the version of one",
                    "write that version into component.yaml and remove its digest; Bump without --to then looks it up"
                ),
            ]);
        }

        ImmutableArray<Bump> bumps = [.. references.Select(reference => Bumped(reference, to))];
        var manifest = BumpedManifest.Of(component, System.IO.File.ReadAllText(File), bumps);
        var isWritten = !isDryRun && bumps.Any(bump => bump.IsChange);
        if (isWritten)
        {
            AtomicFile.Write(File, manifest.Text);
        }

        return new BumpReport(component, services.Workspace.Show(File), bumps, manifest.Version, isWritten);
    }

    private Bump Bumped(UpstreamReference reference, string? to)
    {
        var listed = to is null && !reference.IsPinned ? [reference.Version] : services.Upstream.Versions(reference);
        if (listed is null && to is null && component.Upstream.Skip(1).Any())
        {
            // The others may be listed, or be looked up.
            return new Bump(reference, reference.Version, reference.Digest!, ChartChanges.None, [])
            {
                IsListed = false,
            };
        }

        var version = Version(reference, listed, to);
        if (version == reference.Version && reference.IsPinned && to is null)
        {
            return new Bump(reference, version, reference.Digest!, ChartChanges.None, []) { Commit = reference.Commit };
        }

        var package = services.Upstream.Published(reference with { Version = version }, Folder(reference));
        var changes = ChartChanges.Of(
            package.Text("Chart.yaml") ?? "",
            package.Text("CHANGELOG.md"),
            reference.Version,
            version
        );
        var isCompared = reference.IsChart && (version != reference.Version || reference.Digest is not null);
        return new Bump(reference, version, package.Digest, changes, isCompared ? Rendered(reference, package) : [])
        {
            Commit = package.Commit,
        };
    }

    /// <summary>Where no one lists versions, one has to be named.</summary>
    private string Version(UpstreamReference reference, IReadOnlyList<string>? listed, string? to) =>
        listed is not null
            ? BumpChoice.Of(reference, listed, to)
            : to
                ?? throw new PlatformException([
                    new Problem(
                        component.Source[reference.Key],
                        $"{reference.Place} is an archive, whose versions no one lists",
                        "name one: --to=VERSION"
                    ),
                ]);

    private string? Folder(UpstreamReference reference) =>
        component.Modules.FirstOrDefault(module => $"modules.{module.Name}" == reference.Key)?.Folder;

    private ImmutableArray<RenderedChange> Rendered(UpstreamReference reference, UpstreamPackage package)
    {
        var after = services.Upstream.Unpack(package);
        var additions = ChartAdditions.Of(component, services.Workspace.Component(component.Name));
        var (before, unknown) = Before(reference);
        return
        [
            .. services.Model.DeployableEnvironments.Select(environment =>
                Rendered(environment, before, unknown, after, additions)
            ),
        ];
    }

    /// <summary>The folder of the chart that is pinned, or why there is none: it may be what is wrong, or gone.</summary>
    private (string? Folder, string Unknown) Before(UpstreamReference reference)
    {
        if (reference.Digest is not { IsValid: true })
        {
            return (null, "there is no digest of the old version, so it was not rendered");
        }

        try
        {
            return (services.Upstream.Unpacked(component, reference), "");
        }
        catch (PlatformException exception)
        {
            return (null, exception.Problems is [var problem] ? $"{problem.What}." : exception.Message);
        }
    }

    /// <summary>With the values and patches of now: what no longer renders, or what a patch no longer matches, is shown too.</summary>
    private RenderedChange Rendered(
        EnvironmentManifest environment,
        string? before,
        string unknown,
        string after,
        ChartAdditions additions
    )
    {
        try
        {
            var old = before is null ? [] : Documents(environment, before, additions);
            var now = Documents(environment, after, additions);
            return new RenderedChange(
                environment.Name,
                before is null ? "" : DocumentDiff.Of(old, now, component.Name, component.Namespace),
                Failure: before is null ? unknown : null
            );
        }
        catch (PlatformException exception)
        {
            return new RenderedChange(environment.Name, "", exception.Message.TrimEnd('.') + ".");
        }
    }

    private ImmutableArray<KubernetesDocument> Documents(
        EnvironmentManifest environment,
        string chart,
        ChartAdditions additions
    )
    {
        var settings = new HelmTemplateSettings
        {
            KubeVersion = environment.KubernetesVersion.ToString(),
            IncludeCrds = true,
        };
        foreach (var apiVersion in environment.ApiVersions)
        {
            settings.ApiVersions.Add(apiVersion);
        }

        var session = new ComponentSession(services, component, environment, new RunOptions(), "");
        var values = ValueResolution.ForTest(session, environment);
        var text = Rendering.Chart(_helm.Value, component, chart, additions, settings, values, isWhole: true);
        return LiveChart.Parse(text, $"{component.Name} as {environment.Name} renders it");
    }
}

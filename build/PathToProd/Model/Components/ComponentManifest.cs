using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Kubernetes;
using PathToProd.Versions;

namespace PathToProd.Model.Components;

/// <summary>What <c>components/&lt;name&gt;/component.yaml</c> says: one part of the platform with its own lifecycle.</summary>
public sealed record ComponentManifest
{
    /// <summary>The component's name, equal to its folder's: lower-case letters, digits and dashes, at most 53 characters (Helm's limit).</summary>
    public required string Name { get; init; }

    /// <summary>The version of what the folder holds.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>What the component is made of; chooses the standard tasks.</summary>
    public required ComponentType Type { get; init; }

    /// <summary>Which tests the component needs. Default: <see cref="ComponentLayer.Kubernetes"/>.</summary>
    public ComponentLayer Layer { get; init; } = ComponentLayer.Kubernetes;

    /// <summary>The team to ask; null when none is named.</summary>
    public string? Owner { get; init; }

    /// <summary>One line for lists; null if none.</summary>
    public string? Description { get; init; }

    /// <summary>The Kubernetes namespace that Helm charts and manifests go to. Default: the component's name.</summary>
    public required string Namespace { get; init; }

    /// <summary>
    /// Other namespaces that the component may put resources into: <c>kube-system</c>, say, for a role that only counts there.
    /// They are already there, or the component makes them.
    /// </summary>
    public ImmutableArray<string> AlsoIn { get; init; } = [];

    /// <summary>Ranges of versions of other components that must be there, by name.</summary>
    public ImmutableSortedDictionary<string, Requirement> Requires { get; init; } =
        ImmutableSortedDictionary<string, Requirement>.Empty;

    /// <summary>Ranges of versions of other components that must hold where these are there too; nothing is needed where they are not.</summary>
    public ImmutableSortedDictionary<string, Requirement> Optional { get; init; } =
        ImmutableSortedDictionary<string, Requirement>.Empty;

    /// <summary>Versions of other components that must not be there together with this one.</summary>
    public ImmutableSortedDictionary<string, Requirement> Conflicts { get; init; } =
        ImmutableSortedDictionary<string, Requirement>.Empty;

    /// <summary>The Kubernetes versions that it runs on; null means any.</summary>
    public VersionRange? Kubernetes { get; init; }

    /// <summary>The providers that it runs on, as <c>environment.yaml</c> names them; empty means any.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];

    /// <summary>Values taken from the outputs of what the component requires, in the order of the file.</summary>
    public ImmutableArray<Input> Inputs { get; init; } = [];

    /// <summary>
    /// Files outside the component's folder, or entries of them, that its stages read. They count as its sources: what is
    /// remembered about the component is forgotten when they change.
    /// </summary>
    public ImmutableArray<SharedFile> Shared { get; init; } = [];

    /// <summary>
    /// Resources of <c>platform.yaml</c> of which few components may use one at once, such as a state that one program can lock.
    /// </summary>
    public ImmutableArray<string> Uses { get; init; } = [];

    /// <summary>Time limits and retries by stage; a stage that is not here takes the platform's defaults.</summary>
    public StageSettings Stages { get; init; } = StageSettings.Empty;

    /// <summary>The chart that others publish, for <see cref="ComponentType.Helm"/>; null when it is the component's own, in <c>chart/</c>.</summary>
    public UpstreamChart? Chart { get; init; }

    /// <summary>The modules that others publish, for <see cref="ComponentType.Terraform"/>, in the order of the file.</summary>
    public ImmutableArray<UpstreamModule> Modules { get; init; } = [];

    /// <summary>Names of the policies that every rendered document must satisfy (see <c>Policy</c>).</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>What <c>helm lint</c> finds and may stay, in the order of the file.</summary>
    public ImmutableArray<LintWaiver> LintWaivers { get; init; } = [];

    /// <summary>Values that the chart generates at each rendering: snapshots and plans do not compare them.</summary>
    public ImmutableArray<GeneratedValue> Generated { get; init; } = [];

    /// <summary>What must hold after a deployment; null when nothing is declared.</summary>
    public SmokeTests? Smoke { get; init; }

    /// <summary>What must hold once all of a version set is deployed, beside the smoke tests.</summary>
    public ImmutableArray<IntegrationTest> Tests { get; init; } = [];

    /// <summary>Requests that are sent while it may be updated; null for none.</summary>
    public LoadProbe? LoadProbe { get; init; }

    /// <summary>Everything that others publish and Build packs into the artifact.</summary>
    public IEnumerable<UpstreamReference> Upstream =>
        Modules
            .Select(module => new UpstreamReference(
                $"modules.{module.Name}",
                module.Source,
                module.Name,
                module.Version,
                module.Digest
            )
            {
                Commit = module.Commit,
            })
            .Concat(
                Chart is { } chart
                    ? [new UpstreamReference("chart", chart.Repository, chart.Name, chart.Version, chart.Digest)]
                    : []
            );

    /// <summary>
    /// The scripts that its artifact carries: that of the smoke test, and those of its tests, each with the key that names it
    /// (<c>tests.0.script</c>).
    /// </summary>
    public IEnumerable<(string Key, string Path)> Scripts
    {
        get
        {
            if (Smoke?.Script is { } smoke)
            {
                yield return ("smoke.script", smoke);
            }

            for (var index = 0; index < Tests.Length; index++)
            {
                yield return ($"tests.{index}.script", Tests[index].Script);
            }
        }
    }

    /// <summary>What this version asks of its surroundings.</summary>
    public ComponentRelations Relations =>
        new()
        {
            Requires = Requires,
            Optional = Optional,
            Conflicts = Conflicts,
            Kubernetes = Kubernetes,
            Providers = Providers,
        };

    /// <summary>Where each thing was said, by path in the file (<c>requires.base-k8s</c>), for problems found later.</summary>
    public required SourceMap Source { get; init; }
}

/// <summary>What a component is made of.</summary>
public enum ComponentType
{
    /// <summary>A Helm chart in <c>chart/</c>.</summary>
    Helm,

    /// <summary>Terraform roots in <c>terraform/&lt;provider&gt;/</c>, one per provider.</summary>
    Terraform,

    /// <summary>Plain Kubernetes manifests in <c>manifests/</c>.</summary>
    Manifests,

    /// <summary>A custom controller: manifests in <c>manifests/</c>, and an image built elsewhere.</summary>
    Controller,
}

/// <summary>The layer of the platform that a component belongs to.</summary>
public enum ComponentLayer
{
    /// <summary>Cloud resources: no cluster is needed to deploy it.</summary>
    Cloud,

    /// <summary>Runs in the cluster.</summary>
    Kubernetes,

    /// <summary>Extends the cluster's API.</summary>
    Controller,
}

/// <summary>A range of versions of another component that must be there.</summary>
public sealed record Requirement(string Component, VersionRange Range);

/// <summary>A file that several components use, or one entry of it: <c>images.yaml#ingress</c>.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Entry">The path of a value in a YAML file; null means all of the file.</param>
public sealed record SharedFile(string Path, string? Entry)
{
    /// <summary>As the manifest writes it.</summary>
    public override string ToString() => Entry is null ? Path : $"{Path}#{Entry}";
}

/// <summary>A value taken from an output: <c>cluster.name: base-k8s.cluster_name</c>.</summary>
/// <param name="ValuePath">Where it goes in the component's values; dots separate keys.</param>
/// <param name="Component">The required component that outputs it.</param>
/// <param name="Output">The name of the output.</param>
public sealed record Input(string ValuePath, string Component, string Output);

/// <summary>How long a stage may take, and how often it is tried again.</summary>
/// <param name="Timeout">Then the stage's processes are ended and it failed; null takes the platform's default.</param>
/// <param name="Retries">How often a failed stage is tried again; null takes the platform's default.</param>
public sealed record StageOptions(TimeSpan? Timeout, int? Retries);

/// <summary>What must hold after a deployment.</summary>
public sealed record SmokeTests
{
    /// <summary>How long all of it may take together. Default: 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Resources that must be ready, as kubectl names them: <c>deployment/ingress-controller</c>. Ignored for a directory.</summary>
    public ImmutableArray<string> Ready { get; init; } = [];

    /// <summary>HTTP checks. Ignored for a directory.</summary>
    public ImmutableArray<HttpCheck> Http { get; init; } = [];

    /// <summary>A script in the component's folder that must exit with 0; null if none.</summary>
    public string? Script { get; init; }
}

/// <summary>An HTTP GET that must answer.</summary>
/// <param name="Url">An absolute http or https address.</param>
/// <param name="Status">The status it must answer with. Default: 200.</param>
public sealed record HttpCheck(Uri Url, int Status = 200);

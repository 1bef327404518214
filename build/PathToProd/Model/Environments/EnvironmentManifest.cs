using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Kubernetes.Hooks;
using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What <c>environments/&lt;name&gt;/environment.yaml</c> says, with what it extends already merged in.</summary>
public sealed record EnvironmentManifest
{
    internal const string DefaultKubernetesVersion = "1.31.2";

    /// <summary>The environment's name: its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>One line for lists; null if none.</summary>
    public string? Description { get; init; }

    /// <summary>The environments that this one extends, nearest first.</summary>
    public ImmutableArray<string> Extends { get; init; } = [];

    /// <summary>True for an environment that only others extend: it has no target, and nothing is deployed to it.</summary>
    public bool IsAbstract => Target is null;

    /// <summary>What the environment deploys to; null for one that only others extend.</summary>
    public Target? Target { get; init; }

    /// <summary>Which Terraform root a Terraform component uses: <c>sandbox</c>, <c>kind</c>, <c>eks</c>, <c>gke</c>. Default: <c>sandbox</c>.</summary>
    public string Provider { get; init; } = "sandbox";

    /// <summary>The Kubernetes version that charts are rendered for. Default: 1.31.2.</summary>
    public SemVersion KubernetesVersion { get; init; } = SemVersion.Parse(DefaultKubernetesVersion);

    /// <summary>
    /// The API versions that charts see as served by the cluster, sorted; besides those that Helm itself knows, which cannot be removed. Default:
    /// nothing.
    /// </summary>
    public ImmutableArray<string> ApiVersions { get; init; } = [];

    /// <summary>What charts are rendered for.</summary>
    public Capabilities Capabilities => Capabilities.Of(KubernetesVersion, ApiVersions);

    /// <summary>Which versions are deployed. Default: <see cref="VersionSource.Workspace"/>.</summary>
    public VersionSource Versions { get; init; }

    /// <summary>What happens when something required is not there. Default: <see cref="PathToProd.Model.Environments.MissingDependencies.Refuse"/>.</summary>
    public MissingDependencies MissingDependencies { get; init; }

    /// <summary>What is deployed, verified and recorded as one. Default: <see cref="PathToProd.Model.Environments.DeploymentModel.Decoupled"/>.</summary>
    public DeploymentModel DeploymentModel { get; init; }

    /// <summary>Terraform's backend settings (<c>-backend-config</c>), with <c>{component}</c> and <c>{environment}</c> replaced. Empty: state below <c>artifacts/state/</c>.</summary>
    public ImmutableSortedDictionary<string, string> TerraformBackend { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The backend settings of one component: those of <see cref="TerraformBackend"/>, filled in.</summary>
    public ImmutableSortedDictionary<string, string> BackendOf(string component) =>
        TerraformBackend
            .Select(setting =>
                KeyValuePair.Create(
                    setting.Key,
                    setting.Value.Replace("{component}", component).Replace("{environment}", Name)
                )
            )
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Where each named secret comes from. Values say <c>${secrets.NAME}</c>.</summary>
    public ImmutableSortedDictionary<string, SecretSource> Secrets { get; init; } =
        ImmutableSortedDictionary<string, SecretSource>.Empty;

    /// <summary>
    /// The version of each component that the environment should run, from its <c>versions.yaml</c>. Ignored when
    /// <see cref="Versions"/> is the workspace; a component that is not here does not run there. Empty for an environment that pins nothing
    /// yet: it takes any version set. Never inherited.
    /// </summary>
    public ImmutableSortedDictionary<string, SemVersion> PinnedVersions { get; init; } =
        ImmutableSortedDictionary<string, SemVersion>.Empty;

    /// <summary>Components that stay in a range of versions here, whatever is newer, by name.</summary>
    public ImmutableSortedDictionary<string, Hold> Holds { get; init; } = ImmutableSortedDictionary<string, Hold>.Empty;

    /// <summary>
    /// True where <c>Certify</c> and <c>Bisect</c> may deploy any version set, also one that fails. Default: false. Never inherited.
    /// </summary>
    public bool IsForTests { get; init; }

    /// <summary>True where <c>Validate</c> plans a change for its report, too, and only reads. Default: false. Never inherited.</summary>
    public bool PlansChanges { get; init; }

    /// <summary>How many components may run at once here, whatever the platform or the command line says; null for no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>True where version sets and evidence count only when an allowed signer signed them. Default: false.</summary>
    public bool DemandsSignatures { get; init; }

    /// <summary>True where <c>TearDown</c> demands <c>--confirm=NAME</c>, also on a terminal. Default: false.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The pool of interchangeable environments that it is in, from which runs lease one; null, the default, for none.</summary>
    public string? Pool { get; init; }

    /// <summary>Where each thing was said, by path in the file; what is inherited names the file that said it.</summary>
    public required SourceMap Source { get; init; }
}

/// <summary>What an environment deploys to.</summary>
public abstract record Target
{
    private Target() { }

    /// <summary>Rendered manifests in a folder, which a GitOps agent may sync.</summary>
    /// <param name="Path">The folder, relative to the repository's root and inside it, or an absolute one.</param>
    /// <param name="Reason">Why the folder is outside the repository; null when it is inside.</param>
    public sealed record Directory(string Path, string? Reason = null) : Target
    {
        /// <summary>What happens to Helm's hooks there. Default: <see cref="HookHandling.LeaveOut"/>.</summary>
        public HookHandling Hooks { get; init; }
    }

    /// <summary>A Kubernetes cluster.</summary>
    /// <param name="Context">The kubeconfig context; the only one that is ever used for this environment.</param>
    /// <param name="Kubeconfig">The file; null means <c>KUBECONFIG</c>, then <c>~/.kube/config</c>.</param>
    public sealed record Cluster(string Context, string? Kubeconfig) : Target;
}

/// <summary>Which versions an environment deploys.</summary>
public enum VersionSource
{
    /// <summary>What the working copy holds.</summary>
    Workspace,

    /// <summary>What <c>versions.yaml</c> beside <c>environment.yaml</c> pins.</summary>
    Pinned,
}

/// <summary>What happens when something required is not there.</summary>
public enum MissingDependencies
{
    /// <summary>The deployment is refused, with the reason.</summary>
    Refuse,

    /// <summary>It is deployed first, and the output says so.</summary>
    Deploy,
}

/// <summary>What is deployed, verified and recorded as one.</summary>
public enum DeploymentModel
{
    /// <summary>Each component by itself.</summary>
    Decoupled,

    /// <summary>All of a version set, under the set's name.</summary>
    Monolithic,

    /// <summary>The groups of <c>platform.yaml</c>; what is in none, by itself.</summary>
    Groups,
}

/// <summary>Where a secret comes from: exactly one of the two.</summary>
/// <param name="EnvironmentVariable">A variable of the program's own environment.</param>
/// <param name="File">A file, whose trailing line break is dropped.</param>
public sealed record SecretSource(string? EnvironmentVariable, string? File);

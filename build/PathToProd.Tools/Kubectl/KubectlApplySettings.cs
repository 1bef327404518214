using Cake.Core.IO;

namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl apply</c>.</summary>
public sealed class KubectlApplySettings : KubectlFilesSettings
{
    /// <summary>A kustomization folder, instead of files; by default none.</summary>
    public DirectoryPath? Kustomize { get; set; }

    /// <summary>Whether the cluster merges, which knows who owns which field; by default kubectl does.</summary>
    public bool? ServerSide { get; set; }

    /// <summary>The name under which the cluster notes who owns the fields; by default kubectl's own.</summary>
    public string? FieldManager { get; set; }

    /// <summary>
    /// Whether to take over fields that others own; by default that is a failure. Needs <see cref="ServerSide"/>.
    /// </summary>
    public bool? ForceConflicts { get; set; }

    /// <summary>
    /// Whether resources that were applied before and are no longer in the manifests are deleted; by default no. Needs
    /// <see cref="ApplySet"/>, or else a <see cref="KubectlFilesSettings.Selector"/> and no <see cref="ServerSide"/>.
    /// </summary>
    public bool? Prune { get; set; }

    /// <summary>
    /// Kinds to prune, as <c>group/version/kind</c> (<c>core/v1/ConfigMap</c>); by default kubectl's own list. Needs
    /// kubectl 1.26 or later; ignored with <see cref="ApplySet"/>.
    /// </summary>
    public IList<string> PruneAllowList { get; } = [];

    /// <summary>
    /// The object that keeps which resources belong together, such as <c>configmaps/ingress</c> or <c>ingress</c> for a
    /// secret: the way to prune what the cluster merged. Needs kubectl 1.27 or later, a namespace and <see
    /// cref="Prune"/>.
    /// </summary>
    public string? ApplySet { get; set; }

    /// <summary>Who only pretends; by default no one.</summary>
    public KubectlDryRun? DryRun { get; set; }

    /// <summary>Whether manifests are checked against the schema; by default yes, strictly.</summary>
    public bool? Validate { get; set; }

    /// <summary>Whether to wait until pruned resources are gone; by default no.</summary>
    public bool? Wait { get; set; }

    /// <summary>How long to wait for that; by default as the size of the object suggests.</summary>
    public TimeSpan? Timeout { get; set; }
}

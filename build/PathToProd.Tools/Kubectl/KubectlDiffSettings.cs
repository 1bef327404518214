using Cake.Core.IO;

namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl diff</c>.</summary>
public sealed class KubectlDiffSettings : KubectlFilesSettings
{
    /// <summary>A kustomization folder, instead of files; by default none.</summary>
    public DirectoryPath? Kustomize { get; set; }

    /// <summary>Whether the cluster merges, as it would in the apply to come; by default kubectl does.</summary>
    public bool? ServerSide { get; set; }

    /// <summary>The name under which the cluster notes who owns the fields; by default kubectl's own.</summary>
    public string? FieldManager { get; set; }

    /// <summary>
    /// Whether to take over fields that others own; by default that is a failure. Needs <see cref="ServerSide"/>.
    /// </summary>
    public bool? ForceConflicts { get; set; }
}

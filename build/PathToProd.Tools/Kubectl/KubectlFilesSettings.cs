namespace Cake.Kubectl;

/// <summary>Settings of the commands that take resources from files, from standard input or by selector.</summary>
public abstract class KubectlFilesSettings : KubectlSettings
{
    /// <summary>Files or folders of manifests, in order.</summary>
    public IList<Cake.Core.IO.Path> Files { get; } = [];

    /// <summary>
    /// Manifests as YAML or JSON that reach kubectl by standard input; by default none. The place for what is secret.
    /// </summary>
    public string? Input { get; set; }

    /// <summary>Whether to go into the folders below, too; by default no.</summary>
    public bool? Recursive { get; set; }

    /// <summary>A label selector; by default none.</summary>
    public string? Selector { get; set; }
}

using Cake.Core.IO;

namespace Cake.Helm;

/// <summary>Settings of the commands that give values to a chart.</summary>
public abstract class HelmValuesSettings : HelmSettings
{
    /// <summary>Files of values, in order; later ones win.</summary>
    public IList<FilePath> ValuesFiles { get; } = [];

    /// <summary>
    /// Values as YAML that reach Helm by standard input, after all files, so that they win; by default none. The place
    /// for secret values: they stand on no command line and on no disk.
    /// </summary>
    public string? SecretValues { get; set; }

    /// <summary>Values that are the content of a file (<c>--set-file key=path</c>), by key.</summary>
    public IDictionary<string, FilePath> ContentFiles { get; } = new Dictionary<string, FilePath>();
}

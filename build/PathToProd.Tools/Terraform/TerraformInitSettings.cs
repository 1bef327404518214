using Cake.Core.IO;

namespace Cake.Terraform;

/// <summary>Settings of <c>terraform init</c>.</summary>
public sealed class TerraformInitSettings : TerraformSettings
{
    /// <summary>Whether to set up the backend; by default yes. False is enough for validate and test.</summary>
    public bool? Backend { get; set; }

    /// <summary>
    /// Keys of the backend block, such as <c>bucket</c>. They reach Terraform in a file that only the current user can
    /// read and that is removed afterwards, so a value may be secret. Ignored without a backend block in the root.
    /// </summary>
    public IDictionary<string, string> BackendConfiguration { get; } = new Dictionary<string, string>();

    /// <summary>
    /// Files with keys of the backend block, in order; later ones win, <see cref="BackendConfiguration"/> wins over
    /// all.
    /// </summary>
    public IList<FilePath> BackendConfigurationFiles { get; } = [];

    /// <summary>Whether to take newer modules and providers than the lock file names; by default no.</summary>
    public bool? Upgrade { get; set; }

    /// <summary>
    /// Whether to forget the saved backend configuration; by default no, and a changed one is an error.
    /// </summary>
    public bool? Reconfigure { get; set; }

    /// <summary>
    /// Whether the lock file must already be complete (<c>-lockfile=readonly</c>): what CI wants; by default no.
    /// </summary>
    public bool ReadOnlyLockFile { get; set; }

    /// <summary>Folders to take providers from and from nowhere else; by default Terraform's own search.</summary>
    public IList<DirectoryPath> PluginDirectories { get; } = [];

    /// <summary>How long to wait for a lock on the state; by default not at all.</summary>
    public TimeSpan? LockTimeout { get; set; }
}

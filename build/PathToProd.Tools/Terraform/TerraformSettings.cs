using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Terraform;

/// <summary>
/// What every Terraform command understands. Terraform is always set to run in automation, never to ask, never
/// to colour its output and never to ask its maker for newer versions.
/// </summary>
/// <remarks>
/// No setting puts a variable's value on the command line: variables go by environment or by file, so they may be
/// secret.
/// </remarks>
public class TerraformSettings : ToolSettings
{
    /// <summary>The root to work in (<c>-chdir</c>); by default the working directory.</summary>
    public DirectoryPath? Root { get; set; }

    /// <summary>
    /// Where Terraform keeps what init made (<c>TF_DATA_DIR</c>); by default <c>.terraform</c> in the root. A relative
    /// path is relative to the root.
    /// </summary>
    public DirectoryPath? DataDirectory { get; set; }

    /// <summary>A folder that keeps providers for all roots (<c>TF_PLUGIN_CACHE_DIR</c>); it must exist.</summary>
    public DirectoryPath? PluginCache { get; set; }

    /// <summary>
    /// Terraform's own configuration file (<c>TF_CLI_CONFIG_FILE</c>); by default the user's. When the user's variable
    /// names a file that does not exist it is not passed on, as Terraform would warn about it on every call.
    /// </summary>
    public FilePath? ConfigurationFile { get; set; }
}

using Cake.Core.IO;

namespace Cake.Terraform;

/// <summary>Settings of <c>terraform show</c>.</summary>
public sealed class TerraformShowSettings : TerraformSettings
{
    /// <summary>The plan file or state file to show, relative to the root; by default the current state.</summary>
    public FilePath? File { get; set; }
}

namespace Cake.Terraform;

/// <summary>Settings of <c>terraform fmt</c>.</summary>
public sealed class TerraformFmtSettings : TerraformSettings
{
    /// <summary>
    /// Whether to leave the files as they are and only list which differ; by default they are rewritten.
    /// </summary>
    public bool? Check { get; set; }

    /// <summary>Whether to show what differs; by default no.</summary>
    public bool? Diff { get; set; }

    /// <summary>Whether to go into the folders below, too; by default no.</summary>
    public bool? Recursive { get; set; }

    /// <summary>Files or folders to look at, relative to the root; by default the root.</summary>
    public IList<Cake.Core.IO.Path> Targets { get; } = [];
}

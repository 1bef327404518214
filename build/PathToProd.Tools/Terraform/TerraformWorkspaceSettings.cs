namespace Cake.Terraform;

/// <summary>Settings of the <c>terraform workspace</c> commands.</summary>
public sealed class TerraformWorkspaceSettings : TerraformSettings
{
    /// <summary>Whether to make the workspace when it is not there; by default no. For select.</summary>
    public bool? OrCreate { get; set; }

    /// <summary>
    /// Whether to delete a workspace whose state still holds resources, which are then lost from sight; by default no.
    /// For delete.
    /// </summary>
    public bool? Force { get; set; }

    /// <summary>How long to wait for a lock on the state; by default not at all. For new and delete.</summary>
    public TimeSpan? LockTimeout { get; set; }
}

namespace Cake.Terraform;

/// <summary>Settings of the <c>terraform state</c> commands.</summary>
public sealed class TerraformStateSettings : TerraformSettings
{
    /// <summary>
    /// Whether to show what would be done and leave the state as it is; by default no. For rm and mv.
    /// </summary>
    public bool? DryRun { get; set; }

    /// <summary>How long to wait for a lock on the state; by default not at all. For rm and mv.</summary>
    public TimeSpan? LockTimeout { get; set; }

    /// <summary>Only the instances whose attribute <c>id</c> is this; by default all. For list.</summary>
    public string? Id { get; set; }
}

namespace Cake.Terraform;

/// <summary>
/// Settings of <c>terraform apply</c> of a saved plan, which has its variables and targets in it already.
/// </summary>
public sealed class TerraformApplySettings : TerraformSettings
{
    /// <summary>How long to wait for a lock on the state; by default not at all.</summary>
    public TimeSpan? LockTimeout { get; set; }

    /// <summary>How many resources to work on at once; by default Terraform's 10.</summary>
    public int? Parallelism { get; set; }
}

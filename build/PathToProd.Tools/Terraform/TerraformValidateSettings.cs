namespace Cake.Terraform;

/// <summary>Settings of <c>terraform validate</c>.</summary>
public sealed class TerraformValidateSettings : TerraformSettings
{
    /// <summary>Whether to leave test files unchecked; by default they are checked.</summary>
    public bool? NoTests { get; set; }
}

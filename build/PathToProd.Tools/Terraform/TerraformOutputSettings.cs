namespace Cake.Terraform;

/// <summary>Settings of <c>terraform output</c>.</summary>
public sealed class TerraformOutputSettings : TerraformSettings;

namespace Cake.Terraform;

/// <summary>Settings of <c>terraform version</c>.</summary>
public sealed class TerraformVersionSettings : TerraformSettings;

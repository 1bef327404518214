namespace Cake.Terraform;

/// <summary>Which Terraform this is.</summary>
/// <param name="Version">Its version, such as <c>1.11.4</c>.</param>
/// <param name="Platform">What it was built for, such as <c>linux_amd64</c>.</param>
public sealed record TerraformVersion(string Version, string Platform);

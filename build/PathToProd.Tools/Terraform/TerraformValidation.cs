namespace Cake.Terraform;

/// <summary>What <c>terraform validate</c> found.</summary>
/// <param name="IsValid">Whether the root can be planned; warnings do not stand against it.</param>
/// <param name="Diagnostics">Errors and warnings, in Terraform's order.</param>
public sealed record TerraformValidation(bool IsValid, IReadOnlyList<TerraformDiagnostic> Diagnostics);

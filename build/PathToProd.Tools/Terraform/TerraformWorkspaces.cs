namespace Cake.Terraform;

/// <summary>The workspaces of a root.</summary>
/// <param name="Names">All of them, in Terraform's order.</param>
/// <param name="Current">The selected one.</param>
public sealed record TerraformWorkspaces(IReadOnlyList<string> Names, string Current);

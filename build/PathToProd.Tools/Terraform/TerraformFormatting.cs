namespace Cake.Terraform;

/// <summary>What <c>terraform fmt</c> found.</summary>
/// <param name="Files">The files whose formatting differs, or differed before they were rewritten; relative to the root.</param>
/// <param name="Output">What Terraform printed: the files and, when asked for, what differs in them.</param>
public sealed record TerraformFormatting(IReadOnlyList<string> Files, string Output)
{
    /// <summary>Whether all files were already formatted.</summary>
    public bool IsFormatted => Files.Count == 0;
}

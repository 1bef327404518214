namespace Cake.Terraform;

/// <summary>How the runs of <c>terraform test</c> ended.</summary>
/// <param name="Passed">How many held.</param>
/// <param name="Failed">How many did not hold.</param>
/// <param name="Errored">How many ended without a verdict.</param>
/// <param name="Skipped">How many were left out, because an earlier one failed.</param>
/// <param name="Problems">What failed and errored, in order.</param>
public sealed record TerraformTestSummary(
    int Passed,
    int Failed,
    int Errored,
    int Skipped,
    IReadOnlyList<TerraformDiagnostic> Problems
)
{
    /// <summary>Whether nothing failed or errored.</summary>
    public bool IsPassed => Failed == 0 && Errored == 0;
}

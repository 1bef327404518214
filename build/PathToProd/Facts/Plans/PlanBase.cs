namespace PathToProd.Facts.Plans;

/// <summary>The state that a component was planned over.</summary>
/// <param name="Ledger">What the ledger says is there, in words: also that nothing is.</param>
/// <param name="Attempt">The last attempt in the ledger; null when there was none.</param>
/// <param name="State">The lineage and serial of Terraform's state, or <see cref="NoState"/>; null for what is not Terraform.</param>
public sealed record PlanBase(string Ledger, string? Attempt, string? State)
{
    /// <summary>Stands for a Terraform state that is not there yet.</summary>
    public const string NoState = "none";
}

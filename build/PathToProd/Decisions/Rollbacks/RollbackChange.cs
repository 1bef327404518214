using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What a rollback does to one component.</summary>
/// <param name="From">What is there, or may be there.</param>
/// <param name="To">What comes back; the same for a member of a unit that need not change.</param>
/// <param name="Reference">What the ledger says of it.</param>
public sealed record RollbackChange(SetMember From, SetMember To, RollbackReference Reference)
{
    /// <summary>The component.</summary>
    public string Component => To.Component;

    /// <summary>Whether another artifact comes back than is there.</summary>
    public bool IsChange => From.Digest != To.Digest;
}

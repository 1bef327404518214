namespace PathToProd.Facts.Ledger;

/// <summary>That an attempt is a rollback: what it takes back, to what, and why.</summary>
/// <param name="Of">The attempt that it takes back: the last one on the component, group or version set before it.</param>
/// <param name="To">
/// The attempt that deployed what comes back; null when the ledger has none. Of a component: one on that component; of a unit: one on the unit.
/// </param>
/// <param name="Run">Of a whole environment: the run after which it was as it is to be again. Else null.</param>
/// <param name="Because">Why, in one line.</param>
public sealed record RollbackReference(string Of, string? To, string? Run, string Because);

using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>
/// A line of a ledger that cannot be read and may be the start of an attempt: what that attempt changed, if it changed
/// something, is not known.
/// </summary>
/// <param name="Where">The line.</param>
/// <param name="After">How many readable entries stand before it.</param>
/// <param name="Component">The component that it is about; null when it may be about any.</param>
/// <param name="Environment">The environment that it names; null when that cannot be read.</param>
public sealed record LedgerDoubt(SourcePosition Where, int After, string? Component, string? Environment);

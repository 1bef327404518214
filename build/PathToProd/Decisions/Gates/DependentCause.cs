using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Versions;

namespace PathToProd.Decisions.Gates;

/// <summary>Why a component that stays in an environment prevents the removal of another.</summary>
/// <param name="Component">The component that stays.</param>
public abstract record DependentCause(string Component)
{
    /// <summary>It requires what goes, or what would break when that goes.</summary>
    /// <param name="Component">The component that stays.</param>
    /// <param name="Version">The version of it that is there.</param>
    /// <param name="Requirement">What it requires.</param>
    public sealed record Requires(string Component, SemVersion Version, Requirement Requirement)
        : DependentCause(Component);

    /// <summary>What it requires could not be found out.</summary>
    /// <param name="Component">The component that stays.</param>
    /// <param name="Version">The version of it that is there.</param>
    public sealed record NotKnown(string Component, SemVersion Version) : DependentCause(Component);

    /// <summary>A line of the ledger that cannot be read may be an attempt that changed it, so what is there may require what goes.</summary>
    /// <param name="Component">The component.</param>
    /// <param name="Doubt">The line.</param>
    public sealed record InDoubt(string Component, LedgerDoubt Doubt) : DependentCause(Component);
}

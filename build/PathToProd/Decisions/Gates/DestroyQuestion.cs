using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Versions;

namespace PathToProd.Decisions.Gates;

/// <summary>What the destroy gate is asked: may these components be removed from this environment now?</summary>
public sealed record DestroyQuestion
{
    /// <summary>The names of the components that go.</summary>
    public required ImmutableSortedSet<string> Asked { get; init; }

    /// <summary>What the environment's ledger says now.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>What else is there or may be there, in any order.</summary>
    public required ImmutableArray<Dependent> Dependents { get; init; }
}

/// <summary>A component that is in an environment, and what that version of it asks of others.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">The version that is there.</param>
/// <param name="Relations">What it asks; null when that could not be found out.</param>
public sealed record Dependent(string Component, SemVersion Version, ComponentRelations? Relations);

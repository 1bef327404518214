using System.Collections.Immutable;
using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known of those that may have left a lock on a Terraform state behind.</summary>
public sealed record StateLockFacts
{
    /// <summary>Whether this run changes the component, and so holds its lock. A plan does not.</summary>
    public required bool IsChange { get; init; }

    /// <summary>The interrupted attempts on the component, oldest first.</summary>
    public required ImmutableArray<InterruptedAttempt> Interrupted { get; init; }

    /// <summary>How long a stage that changes the component may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>This machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The Terraforms on this machine that no run of this program started.</summary>
    public required ImmutableArray<OtherTerraform> Others { get; init; }
}

/// <summary>An attempt that started and never ended.</summary>
/// <param name="Attempt">Its start.</param>
/// <param name="IsOfThisCheckout">Whether its run was of this checkout, whose lock of the component this run holds now.</param>
/// <param name="HasEnded">Whether all processes of its run were looked for and none is alive; false also where they cannot be looked for.</param>
public sealed record InterruptedAttempt(LedgerEntry.Started Attempt, bool IsOfThisCheckout, bool HasEnded);

/// <summary>A Terraform that is at work.</summary>
/// <param name="CommandLine">What it does.</param>
/// <param name="Started">Since when.</param>
public sealed record OtherTerraform(string CommandLine, DateTimeOffset Started);

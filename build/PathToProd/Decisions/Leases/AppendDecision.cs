namespace PathToProd.Decisions.Leases;

/// <summary>What a run that adds an entry to a ledger does next.</summary>
public abstract record AppendDecision
{
    private AppendDecision() { }

    /// <summary>The entry is there, once.</summary>
    public sealed record Done : AppendDecision;

    /// <summary>Writes it, if the ledger still is as it was seen.</summary>
    public sealed record Write : AppendDecision;

    /// <summary>Looks again, after a pause, as what is there decides.</summary>
    public sealed record LookAgain : AppendDecision;

    /// <summary>The run lost its lease, and a later holder has written since: nothing is written.</summary>
    /// <param name="Token">The run's token.</param>
    /// <param name="Newest">The newest one.</param>
    public sealed record Fenced(long Token, long Newest) : AppendDecision;

    /// <summary>The ledger does not take it. An earlier try that had no answer may have arrived: this says nothing about that one.</summary>
    /// <param name="Why">What was said.</param>
    public sealed record Declined(string Why) : AppendDecision;

    /// <summary>The time is up, and whether the entry is there is not known.</summary>
    /// <param name="Why">What happened last.</param>
    public sealed record GivenUp(string Why) : AppendDecision;
}

using PathToProd.Facts.Leases;

namespace PathToProd.Decisions.Leases;

/// <summary>What a run that wants a lease does next.</summary>
public abstract record LeaseDecision
{
    private LeaseDecision() { }

    /// <summary>Writes a record, if what was seen is still there; once that is accepted, the run holds the lease.</summary>
    /// <param name="Next">The record.</param>
    /// <param name="TakenFrom">The holder that it is taken from, which let it expire; null when it was free, or the run's own.</param>
    public sealed record Write(LeaseRecord Next, LeaseHolder? TakenFrom) : LeaseDecision;

    /// <summary>Looks again: at the latest at this time, and the sooner a release is seen the better.</summary>
    /// <param name="Until">On the run's monotonic clock.</param>
    /// <param name="Holder">Who holds it meanwhile.</param>
    public sealed record Wait(TimeSpan Until, LeaseHolder Holder) : LeaseDecision;

    /// <summary>Gives up.</summary>
    /// <param name="Holder">Who holds it.</param>
    /// <param name="Duration">How long the holder may be silent.</param>
    /// <param name="Earliest">When it could be taken over at the earliest, from now on, if the holder stays silent.</param>
    /// <param name="IsTooShort">Whether no waiting as long as was asked for could have been enough.</param>
    public sealed record Refused(LeaseHolder Holder, TimeSpan Duration, TimeSpan Earliest, bool IsTooShort)
        : LeaseDecision;
}

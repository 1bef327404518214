using PathToProd.Facts.Leases;

namespace PathToProd.Decisions.Leases;

/// <summary>
/// Decides what a run that wants a lease does, from what it saw. Only a write that was accepted makes a holder: a run that
/// finds a record of its own, whose answer was lost, renews it first.
/// </summary>
public static class LeaseDecisions
{
    /// <summary>Decides.</summary>
    /// <param name="request">What the run wants.</param>
    /// <param name="firstLook">When it had its first answer, on its monotonic clock.</param>
    /// <param name="seen">What it saw.</param>
    /// <param name="now">Its monotonic clock, now.</param>
    public static LeaseDecision Of(LeaseRequest request, TimeSpan firstLook, LeaseObservation seen, TimeSpan now)
    {
        if (seen.Record is not { } record)
        {
            return Take(request, before: 0, from: null);
        }

        if (record.Holder is not { } holder)
        {
            return Take(request, record.Token, from: null);
        }

        if (holder.Run == request.Holder.Run)
        {
            return new LeaseDecision.Write(record with { Renewals = record.Renewals + 1 }, TakenFrom: null);
        }

        var expires = seen.ChangedAt + record.Duration;
        if (now >= expires || request.IsGone(holder))
        {
            return Take(request, record.Token, holder);
        }

        var isTooShort = request.Patience < record.Duration;
        var end = request.Patience > TimeSpan.MaxValue - firstLook ? TimeSpan.MaxValue : firstLook + request.Patience;
        return isTooShort || now >= end
            ? new LeaseDecision.Refused(holder, record.Duration, expires - now, isTooShort)
            : new LeaseDecision.Wait(expires < end ? expires : end, holder);
    }

    private static LeaseDecision.Write Take(LeaseRequest request, long before, LeaseHolder? from) =>
        new(
            new LeaseRecord
            {
                Key = request.Key,
                Token = Math.Max(before, request.NewestToken) + 1,
                Holder = request.Holder,
                Duration = request.Duration,
            },
            from
        );
}

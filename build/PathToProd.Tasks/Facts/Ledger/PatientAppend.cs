using System.Security.Cryptography;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>Adds an entry to a ledger that others write too: tries, has it decided what follows, and does that.</summary>
/// <param name="environment">The environment.</param>
/// <param name="clock">The clock.</param>
/// <param name="pause">The shortest pause between two tries: about as long as one takes.</param>
internal sealed class PatientAppend(string environment, TimeProvider clock, TimeSpan pause)
{
    // The end of an attempt is worth waiting for. A network that is away for longer is found by the next look at the ledger.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Adds it.</summary>
    /// <param name="tryOnce">One try; it gets its number, from 1.</param>
    /// <param name="declined">What to say when it is declined.</param>
    /// <param name="givenUp">What to say when the time is up.</param>
    /// <exception cref="PlatformException">It could not be added (exit code 1).</exception>
    public void Add(
        Func<int, WriteOutcome> tryOnce,
        Func<string, PlatformException> declined,
        Func<string, PlatformException> givenUp
    )
    {
        var start = clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var outcome = tryOnce(tries);
            switch (AppendDecisions.After(outcome, clock.GetElapsedTime(start) > Patience))
            {
                case AppendDecision.Done:
                    return;
                case AppendDecision.Declined no:
                    throw declined(no.Why);
                case AppendDecision.GivenUp up:
                    throw givenUp(up.Why);
                default:
                    Pause(Random(tries));
                    break;
            }
        }
    }

    /// <summary>What to say when a later holder of the lease has written.</summary>
    public PlatformException Fenced(string component, LedgerEntry entry, AppendDecision.Fenced fenced) =>
        Fenced(component, environment, entry, fenced);

    /// <inheritdoc cref="Fenced(string, LedgerEntry, AppendDecision.Fenced)"/>
    public static PlatformException Fenced(
        string component,
        string? environment,
        LedgerEntry entry,
        AppendDecision.Fenced fenced
    ) =>
        new(
            entry is LedgerEntry.Started ? ExitCode.Refused : ExitCode.Failed,
            $"This run no longer holds {component}{(environment is null ? "" : $" in {environment}")}: its lease ended, and another run has taken it over and has written to the "
                + $"ledger since (token {fenced.Newest}, and this run has {fenced.Token}). Nothing was written. Look at what that run did "
                + "with --target=History before you run the same command again."
        );

    /// <summary>Waits.</summary>
    public void Pause(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Task.Delay(time, clock).GetAwaiter().GetResult();
        }
    }

    private TimeSpan Random(int tries)
    {
        // Writers that collided once must not collide again; their number is not known, so the range grows.
        var shortest = pause.TotalMilliseconds;
        var longest = Math.Min(LongestPause.TotalMilliseconds, shortest * 5 * Math.Pow(2, tries));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)shortest, (int)longest));
    }
}

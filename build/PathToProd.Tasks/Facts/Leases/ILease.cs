using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>The record of one lease, where all runs see it: a look at it, and a change that counts only if it is as it was seen.</summary>
internal interface ILease
{
    /// <summary>What it is for: <c>prod/ingress</c>.</summary>
    string Key { get; }

    /// <summary>The same as messages say it: <c>ingress in prod</c>.</summary>
    string What { get; }

    /// <summary>What keeps it, as messages name it: <c>the remote</c>.</summary>
    string Keeper { get; }

    /// <summary>What to do when it cannot be read or written: a sentence.</summary>
    string Advice { get; }

    /// <summary>Looks at it.</summary>
    /// <exception cref="LeaseSilenceException">There is no answer.</exception>
    /// <exception cref="PlatformException">It is there and cannot be read (exit code 1).</exception>
    (LeaseRecord? Record, string? Position) Look();

    /// <summary>Replaces it, if it still is where it was seen.</summary>
    /// <param name="position">Where it was seen; null when it was not there.</param>
    /// <param name="next">What takes its place.</param>
    /// <param name="who">Who writes.</param>
    /// <param name="now">When, for people.</param>
    WriteOutcome Write(string? position, LeaseRecord next, string who, DateTimeOffset now);
}

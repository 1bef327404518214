using PathToProd.Decisions.Leases;
using PathToProd.Tasks.Facts.Leases;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>The text of one pool's record, where all runs see it: a look at it, and a change that counts only if it is as it was seen.</summary>
internal interface IPoolStore
{
    /// <summary>Where it is, as people read it.</summary>
    string Place { get; }

    /// <summary>What to do when it cannot be read or written: a sentence.</summary>
    string Advice { get; }

    /// <summary>How long to wait between two looks.</summary>
    TimeSpan Pause { get; }

    /// <summary>Looks at it.</summary>
    /// <exception cref="LeaseSilenceException">There is no answer.</exception>
    (string? Text, string? Position) Look();

    /// <summary>Replaces it, if it still is where it was seen.</summary>
    /// <param name="position">Where it was seen; null when it was not there.</param>
    /// <param name="text">What takes its place.</param>
    /// <param name="message">What the change is, in a line.</param>
    /// <param name="who">Who writes.</param>
    /// <param name="now">When, for people.</param>
    WriteOutcome Write(string? position, string text, string message, string who, DateTimeOffset now);
}

using PathToProd.Decisions.Leases;
using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Where the records of promotions are kept. Lines are only ever added, and only to what was read.</summary>
internal interface IPromotionLog
{
    /// <summary>Where it is, as people read it.</summary>
    string Place { get; }

    /// <summary>Reads all of it; empty when nothing was decided yet.</summary>
    /// <exception cref="PlatformException">It could not be read (exit code 1).</exception>
    PromotionLines Read();

    /// <summary>Adds lines, all or none, if nothing was added since it was read. They are kept for certain before the call returns.</summary>
    /// <param name="lines">The lines, each with its line break.</param>
    /// <param name="over">What was read.</param>
    /// <param name="first">The first of the records, for what the change is called.</param>
    WriteOutcome TryAppend(string lines, PromotionLines over, PromotionRecord first);
}

/// <summary>The lines of the promotions as they were read.</summary>
/// <param name="Text">All of them.</param>
/// <param name="Mark">Where the log stood, in the backend's own terms.</param>
internal sealed record PromotionLines(string Text, string Mark);

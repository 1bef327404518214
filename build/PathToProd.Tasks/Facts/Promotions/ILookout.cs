using PathToProd.Decisions.Promotions.Looks;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Finds out what gates must know: one for each kind of source.</summary>
internal interface ILookout
{
    /// <summary>Whether it can look that up.</summary>
    bool Knows(Look look);

    /// <summary>Looks it up.</summary>
    /// <param name="look">What to look up.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>An answer of the look's own kind, or a <see cref="Silence"/>. It never throws for what the source does.</returns>
    Task<object> LookAsync(Look look, CancellationToken cancellation);
}

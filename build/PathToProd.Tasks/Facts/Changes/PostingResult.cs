using System.Collections.Immutable;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>What became of posting a report.</summary>
/// <param name="Done">What was posted, a sentence each.</param>
/// <param name="Trouble">What was not, and why, a sentence each; empty if all was.</param>
public sealed record PostingResult(ImmutableArray<string> Done, ImmutableArray<string> Trouble);

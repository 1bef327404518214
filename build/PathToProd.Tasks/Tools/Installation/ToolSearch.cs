using System.Collections.Immutable;
using PathToProd.Tools.Calls;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>A program that was looked at and is not used.</summary>
/// <param name="File">The program's full path.</param>
/// <param name="Version">The version that it printed; null when it printed none.</param>
/// <param name="Reason">Why, as a sentence that names the program, without a full stop.</param>
public sealed record RejectedTool(string File, string? Version, string Reason);

/// <summary>What a search came to.</summary>
/// <param name="Found">The first accepted program; null when there is none.</param>
/// <param name="Rejected">What was looked at before it, in order.</param>
public sealed record ToolSearch(FoundTool? Found, ImmutableArray<RejectedTool> Rejected);

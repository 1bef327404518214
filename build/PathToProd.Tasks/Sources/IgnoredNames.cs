namespace PathToProd.Tasks.Sources;

/// <summary>What Git ignores below a folder: paths relative to it, folders for all that is in them; "" is the folder itself.</summary>
/// <param name="Names">The paths.</param>
/// <param name="Missing">Why Git could not say; null when it could.</param>
internal sealed record IgnoredNames(IReadOnlySet<string> Names, string? Missing);

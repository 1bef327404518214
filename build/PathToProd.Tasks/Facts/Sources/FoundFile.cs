using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>A file that a walk found.</summary>
/// <param name="Path">Its path in the tree, with forward slashes.</param>
/// <param name="FullPath">Where it really is: for a link, what it leads to.</param>
/// <param name="Facts">Facts about what is there.</param>
/// <param name="MayExecute">Whether its owner may execute it, where Git knows better; null when the facts say it.</param>
internal sealed record FoundFile(string Path, string FullPath, FileFacts Facts, bool? MayExecute = null);

using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>What is remembered of a file: as long as the facts stay, so does the content.</summary>
/// <param name="Path">Its path in the tree.</param>
/// <param name="Facts">Facts about the file when it was read.</param>
/// <param name="Content">What stands for its content.</param>
internal sealed record IndexEntry(string Path, FileFacts Facts, ContentDigest Content);

using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>The disk as sources are read from it.</summary>
internal interface ISourceDisk
{
    /// <summary>What a folder holds, in any order; empty when it is not there.</summary>
    List<FolderEntry> List(string folder);

    /// <summary>Facts about what is at a path; null when nothing is, or a link leads nowhere or in a circle.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="follow">Whether to look at what a link leads to, and not at the link itself.</param>
    FileFacts? Facts(string path, bool follow);

    /// <summary>Opens a file to read it from the start, without keeping others from writing it.</summary>
    Stream Open(string path);
}

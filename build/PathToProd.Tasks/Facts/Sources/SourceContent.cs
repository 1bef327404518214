namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// The content of a source file as it counts everywhere: a text with CRLF line endings as if it had been checked out with
/// LF. A text is what has no NUL in its first 8,000 bytes, which is Git's rule. A CR without LF stays. Nothing else is asked:
/// neither Git's attributes nor the file's name.
/// </summary>
public static class SourceContent
{
    /// <summary>Opens a file. The stream can only be read, from its beginning, and knows no length.</summary>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static Stream Open(string fullPath) => Of(SourceDisk.Instance.Open(fullPath));

    /// <summary>What counts of a stream, which is read from where it stands and disposed of with the result.</summary>
    public static Stream Of(Stream raw) => new LineEndingStream(raw);
}

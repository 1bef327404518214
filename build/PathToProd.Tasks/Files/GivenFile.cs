namespace PathToProd.Tasks.Files;

/// <summary>Files that the caller names, which may be anything.</summary>
public static class GivenFile
{
    /// <summary>The text of a file. A pipe, which may never end, a device and a file of more than 64 MiB are refused unread.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="IOException">It is not a file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static string ReadText(string path) =>
        SmallFile.ReadText(path) ?? throw new FileNotFoundException($"{path} is not there.", path);
}

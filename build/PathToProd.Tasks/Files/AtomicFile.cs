using System.Text;

namespace PathToProd.Tasks.Files;

/// <summary>Writes whole files: a crash leaves the old content or the new, never a half.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file, and creates its folder when there is none.</summary>
    /// <param name="path">The file to replace.</param>
    /// <param name="text">Its new content, written as UTF-8.</param>
    /// <param name="isPrivate">True gives nobody but the owner access (mode 600), from the first byte on.</param>
    public static void Write(string path, string text, bool isPrivate = false) =>
        Write(path, Utf8.GetBytes(text), isPrivate);

    /// <summary>Writes a file, and creates its folder when there is none.</summary>
    /// <param name="path">The file to replace.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="isPrivate">True gives nobody but the owner access (mode 600), from the first byte on.</param>
    /// <param name="isDurable">
    /// False does not wait for the disk: after a power cut the file may be damaged. For what has a checksum of its own and
    /// can be made anew.
    /// </param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isPrivate = false, bool isDurable = true)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            // What a killed process of the same number left would keep its mode if it were written over.
            File.Delete(temporary);
            using (var stream = new FileStream(temporary, Options(isPrivate)))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: isDurable);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStreamOptions Options(bool isPrivate)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

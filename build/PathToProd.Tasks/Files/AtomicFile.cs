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
    public static void Write(string path, string text, bool isPrivate = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            // What a killed process of the same number left would keep its mode if it were written over.
            File.Delete(temporary);
            using (var stream = new FileStream(temporary, Options(isPrivate)))
            {
                stream.Write(Utf8.GetBytes(text));
                stream.Flush(flushToDisk: true);
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

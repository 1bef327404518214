using System.Runtime.InteropServices;
using System.Text;

namespace PathToProd.Tasks.Files;

/// <summary>Writes whole files: a crash leaves the old content or the new, never a half.</summary>
public static partial class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file, and creates its folder when there is none.</summary>
    /// <param name="path">The file to replace.</param>
    /// <param name="text">Its new content, written as UTF-8.</param>
    /// <param name="isPrivate">True gives only the owner access (mode 600), from the first byte on.</param>
    public static void Write(string path, string text, bool isPrivate = false) =>
        Write(path, Utf8.GetBytes(text), isPrivate);

    /// <summary>Writes a file, and creates its folder when there is none.</summary>
    /// <param name="path">The file to replace.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="isPrivate">True gives only the owner access (mode 600), from the first byte on.</param>
    /// <param name="isDurable">
    /// False does not wait for the disk: after a power cut the file may be damaged. For what has a checksum of its own and
    /// can be made again.
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

    /// <summary>Writes a file that must not be there yet, and creates its folder when there is none.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="text">Its content, written as UTF-8.</param>
    /// <returns>False when there is one already, which stays as it is.</returns>
    public static bool TryWriteNew(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            File.Delete(temporary);
            using (var stream = new FileStream(temporary, Options(isPrivate: false)))
            {
                stream.Write(Utf8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            return TryPutInPlace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Gives a file its name unless another has it, in one step of the system's: of many that try at once, one succeeds.</summary>
    internal static bool TryPutInPlace(string temporary, string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                File.Move(temporary, path, overwrite: false);
            }
            // On Unix, File.Move first looks whether the file is there, and then renames over what came meanwhile.
            else if (Link(temporary, path) != 0)
            {
                // It is there; or this file system knows no links, and then the name is taken first and filled after.
                File.Copy(temporary, path, overwrite: false);
            }

            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

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

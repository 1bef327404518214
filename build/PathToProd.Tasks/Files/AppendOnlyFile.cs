using System.Text;
using Microsoft.Win32.SafeHandles;
using PathToProd.Text;

namespace PathToProd.Tasks.Files;

/// <summary>
/// A text file to which whole lines are added and nothing else ever happens. While a line is added the file is held
/// exclusively, so that several processes never mix their lines, and so that a line that could not be written whole
/// can be taken back. A process that is killed leaves at most its own last line torn; the next record starts on a new line.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="name">What the file is, as messages say it: <c>the ledger environments/prod/ledger.jsonl</c>.</param>
/// <param name="isDurable">Whether a line is on the disk, not only with the operating system, before <see cref="Append"/> returns.</param>
internal sealed class AppendOnlyFile(string path, string name, bool isDurable)
{
    // Others hold the file for one write, so this bounds what a hung disk or a foreign program may cost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _oneAtATime = new();
    private bool _isNameFlushed;

    /// <summary>Adds lines, all of them or none.</summary>
    /// <exception cref="PlatformException">The disk is full, the file cannot be written, or another program holds it.</exception>
    public void Append(params IReadOnlyList<string> lines) => TryAppend(lines, at: null);

    /// <summary>Adds lines if the file still has a length that was seen; false, and nothing is written, when it has another.</summary>
    /// <inheritdoc cref="Append"/>
    public bool TryAppend(IReadOnlyList<string> lines, long? at)
    {
        lock (_oneAtATime)
        {
            try
            {
                var isNew = !File.Exists(path);
                var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
                Directory.CreateDirectory(folder);
                using (var file = HeldFile.Hold(path, Patience))
                {
                    if (at is { } length && RandomAccess.GetLength(file) != length)
                    {
                        return false;
                    }

                    Add(file, lines);
                }

                if (isNew && isDurable)
                {
                    FolderSync.Flush(folder);
                }

                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw CannotWrite(exception);
            }
        }
    }

    /// <summary>Waits until all that was added by any process is on the disk, and the file's name too. For a file that is not durable line by line.</summary>
    /// <exception cref="PlatformException">The disk does not take it.</exception>
    public void Flush()
    {
        try
        {
            // .NET takes a shared lock for any sharing, which fails while a line is added.
            using (
                var file = HeldFile.WhenFree(
                    () => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite),
                    Patience
                )
            )
            {
                RandomAccess.FlushToDisk(file);
            }

            if (!_isNameFlushed)
            {
                FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
                _isNameFlushed = true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(exception);
        }
    }

    /// <summary>
    /// Rewrites the file, made from the text that is there, while no one else can add to it. Only for a file whose
    /// lines may be lost: a process that is killed meanwhile leaves a part of them.
    /// </summary>
    /// <exception cref="PlatformException">The disk is full, the file cannot be written, or another program holds it.</exception>
    public void Rewrite(Func<string, string> change)
    {
        lock (_oneAtATime)
        {
            try
            {
                using var handle = HeldFile.Hold(path, Patience);
                using var file = new FileStream(handle, FileAccess.ReadWrite);
                var text = new StreamReader(file, Encoding.UTF8).ReadToEnd();
                file.SetLength(0);
                file.Write(Encoding.UTF8.GetBytes(change(text)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw CannotWrite(exception);
            }
        }
    }

    /// <summary>The file's text; empty when there is no file.</summary>
    /// <exception cref="PlatformException">The file is there and cannot be read.</exception>
    public string ReadAll()
    {
        try
        {
            // Most environments have no ledger yet, and an exception takes as long as reading a hundred files.
            return IsAbsent() ? "" : HeldFile.WhenFree(() => File.ReadAllText(path), Patience);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotRead(exception);
        }
    }

    // The attributes of a file that is not there are -1. Anything else that keeps them from being read throws: what cannot be seen is
    // not absent, as File.Exists would say.
    private bool IsAbsent() => (int)new FileInfo(path).Attributes == -1;

    /// <summary>Reads the file with the caller's own code, while no one adds to it; the length is 0 when there is no file.</summary>
    /// <exception cref="PlatformException">The file is there and cannot be read.</exception>
    public T Read<T>(Func<SafeFileHandle?, long, T> read)
    {
        try
        {
            using var handle = HeldFile.WhenFree(() => File.OpenHandle(path), Patience);
            return read(handle, RandomAccess.GetLength(handle));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return read(null, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotRead(exception);
        }
    }

    private void Add(SafeFileHandle file, IReadOnlyList<string> lines)
    {
        var length = RandomAccess.GetLength(file);
        var bytes = Bytes(lines, startsAnew: EndsTorn(file, length));
        try
        {
            RandomAccess.Write(file, bytes, length);
            if (isDurable)
            {
                RandomAccess.FlushToDisk(file);
            }
        }
        catch (IOException)
        {
            TakeBack(file, length);
            throw;
        }
    }

    /// <summary>One array for all, in its final size: a thousand lines grown step by step would cost a collection of all garbage.</summary>
    private static byte[] Bytes(IReadOnlyList<string> lines, bool startsAnew)
    {
        var size = startsAnew ? 1 : 0;
        foreach (var line in lines)
        {
            size += Encoding.UTF8.GetByteCount(line) + 1;
        }

        var bytes = new byte[size];
        var end = 0;
        if (startsAnew)
        {
            bytes[end++] = (byte)'\n';
        }

        foreach (var line in lines)
        {
            end += Encoding.UTF8.GetBytes(line, bytes.AsSpan(end));
            bytes[end++] = (byte)'\n';
        }

        return bytes;
    }

    private static bool EndsTorn(SafeFileHandle file, long length)
    {
        Span<byte> last = [(byte)'\n'];
        return length > 0 && RandomAccess.Read(file, last, length - 1) == 1 && last[0] != '\n';
    }

    private static void TakeBack(SafeFileHandle file, long length)
    {
        try
        {
            RandomAccess.SetLength(file, length);
        }
        catch (IOException)
        {
            // The torn line stays: a reader reports and ignores it, and the next record starts on a new line.
        }
    }

    private PlatformException CannotRead(Exception exception) =>
        new(
            ExitCode.Failed,
            $"Could not read {name}: {exception.Message} Make it readable by this user, then run the same command again.",
            exception
        );

    private PlatformException CannotWrite(Exception exception) =>
        new(
            ExitCode.Failed,
            exception switch
            {
                IOException io when DiskFull.Is(io) =>
                    $"Could not write {name}: the disk is full. Nothing was lost: every line that was there is still there, and the new one "
                        + "was taken back. Free some space, then run the same command again.",
                IOException io when HeldFile.IsHeld(io) =>
                    $"Could not write {name}: another program has held it for {Patience.TotalSeconds} seconds. "
                        + "Close that program, then run the same command again.",
                _ => $"Could not write {name}: {exception.Message} Every line that was there is still there. "
                    + "Make the file and its folder writable by this user, then run the same command again.",
            },
            exception
        );
}

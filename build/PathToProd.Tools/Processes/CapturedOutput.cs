using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;
using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>
/// What a program printed on one stream, byte by byte as it was: secrets are in it. The first megabytes are kept in
/// memory, more goes to a temporary file that only this user may read. It can be read while the program still
/// prints; readers then wait for more. It is safe to read from several threads.
/// </summary>
public sealed class CapturedOutput : IDisposable
{
    private const int MemoryLimit = 4 << 20;
    private const long LongestText = 512L << 20;

    private readonly object _gate = new();
    private readonly ArrayBufferWriter<byte> _memory = new();
    private SafeFileHandle? _file;
    private long _length;
    private bool _complete;
    private Exception? _failure;

    /// <summary>How many bytes there are so far.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
            {
                return _length;
            }
        }
    }

    /// <summary>A new reader from the first byte; its end is the program's end.</summary>
    /// <exception cref="PlatformException">On reading, when the temporary file could not be written.</exception>
    public Stream Open() => new CapturedOutputReader(this);

    /// <summary>The lines as they come, from the first; bytes that are not UTF-8 are replaced.</summary>
    public IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(Open());
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>All of it as text, once the program ended.</summary>
    /// <exception cref="PlatformException">When it is over half a gigabyte, which no one meant to read as one text.</exception>
    public string Text()
    {
        using var reader = new StreamReader(Open());
        var text = new StringBuilder();
        var buffer = new char[16384];
        for (int count; (count = reader.Read(buffer)) > 0; )
        {
            text.Append(buffer, 0, count);
            if (text.Length > LongestText)
            {
                throw new PlatformException(
                    ExitCode.Failed,
                    $"A command printed over {LongestText >> 20} MB where a text was expected; read it as lines instead."
                );
            }
        }

        return text.ToString();
    }

    /// <summary>Drops what is kept. Readers get an error from then on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _failure ??= new ObjectDisposedException(nameof(CapturedOutput));
            _complete = true;
            Monitor.PulseAll(_gate);
        }
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_failure is null)
            {
                Keep(bytes);
                Monitor.PulseAll(_gate);
            }
        }
    }

    internal void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Reads from a place, waiting for more when there is none yet; 0 at the end.</summary>
    internal int Read(long at, Span<byte> buffer)
    {
        lock (_gate)
        {
            while (at >= _length && !_complete && !buffer.IsEmpty)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is not null)
            {
                throw Explained(_failure);
            }

            var count = (int)Math.Min(buffer.Length, Math.Max(0, _length - at));
            if (_file is not null)
            {
                return RandomAccess.Read(_file, buffer[..count], at);
            }

            _memory.WrittenSpan.Slice((int)Math.Min(at, _length), count).CopyTo(buffer);
            return count;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (_file is null && _length + bytes.Length > MemoryLimit)
            {
                _file = TemporaryFile();
                RandomAccess.Write(_file, _memory.WrittenSpan, 0);
                _memory.Clear();
            }

            if (_file is null)
            {
                _memory.Write(bytes);
            }
            else
            {
                RandomAccess.Write(_file, bytes, _length);
            }

            _length += bytes.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The program must not hang on a full pipe because our disk is full: it goes on, and reading reports it.
            _failure = exception;
        }
    }

    private static SafeFileHandle TemporaryFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"path-to-prod-{Guid.NewGuid():n}.output");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options).SafeFileHandle;
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var handle = new FileStream(path, options).SafeFileHandle;

        // Nameless from the start: not even kill -9 leaves it behind.
        File.Delete(path);
        return handle;
    }

    private static Exception Explained(Exception failure) =>
        failure is ObjectDisposedException
            ? failure
            : new PlatformException(
                ExitCode.Failed,
                $"The output of a command could not be kept in {Path.GetTempPath()}: {failure.Message}\n"
                    + "Free space there, or set TMPDIR to a folder that has some.",
                failure
            );
}

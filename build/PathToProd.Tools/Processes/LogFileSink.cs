using System.Buffers;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>Appends lines to a file, control characters as escapes: it is read on a terminal. It is made with its folder when missing. Each batch reaches the operating system before <see cref="Write"/> returns.</summary>
public sealed class LogFileSink : IOutputSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly FileStream _stream;

    /// <summary>Opens the file for appending. Others may read it meanwhile.</summary>
    public LogFileSink(string file)
    {
        File = file;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
    }

    /// <summary>The path that was given.</summary>
    public string File { get; }

    /// <inheritdoc />
    public void Write(params ReadOnlySpan<OutputLine> lines)
    {
        lock (_gate)
        {
            _batch.ResetWrittenCount();
            foreach (var line in lines)
            {
                Encoding.UTF8.GetBytes(Printable.Lines(line.Text), _batch);
                _batch.Write("\n"u8);
            }

            _stream.Write(_batch.WrittenSpan);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();
}

using System.Buffers.Binary;
using System.Text;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>What a look at an executable file says about how it would start.</summary>
internal sealed class ProgramFile
{
    private const int HeadLength = 4096;
    private const int HeaderLength = 64;

    private static readonly byte[] Own = Read(Environment.ProcessPath ?? "/proc/self/exe");

    private readonly byte[] _head;

    internal ProgramFile(string path) => _head = Read(path);

    /// <summary>Whether nothing can be said: it is empty, or executable but not readable.</summary>
    internal bool IsUnknown => _head.Length == 0;

    /// <summary>Whether it is a program, for whatever system.</summary>
    internal bool IsProgram =>
        IsElf
        || _head is [(byte)'M', (byte)'Z', ..] or [0xcf or 0xce, 0xfa, 0xed, 0xfe, ..] or [0xca, 0xfe, 0xba, 0xbe, ..];

    /// <summary>What the first line of a script names to run it; null when there is no such line.</summary>
    internal string? Interpreter
    {
        get
        {
            var start = Encoding.UTF8.GetString(_head);
            if (!start.StartsWith("#!", StringComparison.Ordinal))
            {
                return null;
            }

            var line = start[2..].Split('\n')[0].TrimStart(' ', '\t');
            var end = line.AsSpan().IndexOfAny(' ', '\t');
            return end < 0 ? line : line[..end];
        }
    }

    /// <summary>
    /// Whether the system takes it for certain: a script whose interpreter is there, or a program for this processor
    /// whose loader is there.
    /// </summary>
    internal bool Starts =>
        Interpreter is { } interpreter ? ExecutableFinder.IsExecutable(interpreter)
        : IsElf ? _head.Length >= HeaderLength && Machine(_head) == Machine(Own) && HasLoader
        : IsProgram && OperatingSystem.IsMacOS();

    private bool IsElf => _head is [0x7f, (byte)'E', (byte)'L', (byte)'F', ..];

    private bool HasLoader => Loader() is not { } loader || File.Exists(loader);

    // Word size, byte order and processor.
    private static (byte, byte, byte, byte) Machine(byte[] elf) =>
        elf.Length < HeaderLength ? default : (elf[4], elf[5], elf[18], elf[19]);

    /// <summary>The dynamic loader that an ELF file names (PT_INTERP); null for a static program, and for what is not 64 bits.</summary>
    private string? Loader()
    {
        const int EntrySize = 56;
        const uint Interpreted = 3;
        if (_head[4] != 2)
        {
            return null;
        }

        var at = (int)Math.Min(HeadLength, BinaryPrimitives.ReadUInt64LittleEndian(_head.AsSpan(32)));
        for (var left = BinaryPrimitives.ReadUInt16LittleEndian(_head.AsSpan(56)); left > 0; left--, at += EntrySize)
        {
            if (at + EntrySize > _head.Length)
            {
                return null;
            }

            var entry = _head.AsSpan(at, EntrySize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == Interpreted)
            {
                var start = (int)Math.Min(HeadLength, BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]));
                var name = _head.AsSpan(Math.Min(start, _head.Length));
                var end = name.IndexOf((byte)0);
                return end < 0 ? null : Encoding.UTF8.GetString(name[..end]);
            }
        }

        return null;
    }

    private static byte[] Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var head = new byte[HeadLength];
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // executable but not readable: nothing more can be said
        }
    }
}

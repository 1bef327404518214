using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using PathToProd.Tasks.Store.Blobs;

namespace PathToProd.Tasks.Store.Packing;

/// <summary>
/// A zip file that stores and does not compress, whose bytes depend on paths, modes and contents alone: all times are
/// 1980-01-01, and the system that made it is always Unix. Checksums stand before the contents, so that programs that
/// read from front to back can read it; each file is read twice for that.
/// </summary>
internal sealed class ZipPacker(Stream output)
{
    private const uint LocalHeader = 0x04034B50;
    private const uint CentralHeader = 0x02014B50;
    private const uint End = 0x06054B50;
    private const ushort Version = 20;
    private const ushort MadeByUnix = (3 << 8) | Version;
    private const ushort Utf8Name = 1 << 11;
    private const ushort FirstDay = (1 << 5) | 1; // 1980-01-01
    private const uint RegularFile = 0x8000; // S_IFREG
    private const uint Executable = RegularFile | 0x1ED; // 0755
    private const uint Plain = RegularFile | 0x1A4; // 0644

    private readonly ArrayBufferWriter<byte> _directory = new();
    private long _position;
    private int _count;

    /// <summary>Whether the plain format can hold so much. Each header is counted generously.</summary>
    public static bool CanHold(IEnumerable<ArtifactFile> files)
    {
        var (count, size) = (0, 0L);
        foreach (var file in files)
        {
            count++;
            size += file.Length + (2 * Encoding.UTF8.GetByteCount(file.Path)) + 128;
        }

        return count < ushort.MaxValue && size < uint.MaxValue;
    }

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path in the archive.</param>
    /// <param name="file">The file.</param>
    public void Add(string path, ArtifactFile file)
    {
        var name = Encoding.UTF8.GetBytes(path);
        var flags = Ascii.IsValid(path) ? (ushort)0 : Utf8Name;
        var checksum = new Crc32();
        SourceCopy.Read(file, bytes => checksum.Append(bytes.Span));

        var common = new byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(common, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), flags);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(8), FirstDay); // method and time are zero
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), checksum.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(14), (uint)file.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(18), (uint)file.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)name.Length);

        AddToDirectory(common, name, file.IsExecutable);
        Span<byte> local = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(local, LocalHeader);
        output.Write(local);
        output.Write(common);
        output.Write(name);
        SourceCopy.Copy(file, output);
        _position += local.Length + common.Length + name.Length + file.Length;
        _count++;
    }

    /// <summary>Writes the directory and the end.</summary>
    public void Complete()
    {
        Span<byte> end = stackalloc byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, End);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)_count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)_count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)_directory.WrittenCount);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)_position);
        output.Write(_directory.WrittenSpan);
        output.Write(end);
    }

    private void AddToDirectory(byte[] common, byte[] name, bool isExecutable)
    {
        Span<byte> start = stackalloc byte[6];
        BinaryPrimitives.WriteUInt32LittleEndian(start, CentralHeader);
        BinaryPrimitives.WriteUInt16LittleEndian(start[4..], MadeByUnix);
        _directory.Write(start);
        _directory.Write(common);
        Span<byte> rest = stackalloc byte[14];
        rest.Clear(); // no comment, first disk, no attributes of DOS
        BinaryPrimitives.WriteUInt32LittleEndian(rest[6..], (isExecutable ? Executable : Plain) << 16);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[10..], (uint)_position);
        _directory.Write(rest);
        _directory.Write(name);
    }
}

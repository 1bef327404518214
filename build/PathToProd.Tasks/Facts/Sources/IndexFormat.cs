using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// The bytes of the index. A head (8 letters, the number of the format, a digest of the rest), then for each section its
/// name, the number of its entries and their bytes, and then the entries: all numbers fixed and little-endian. Sections are
/// cut out without reading them, so that a run of one component reads no more than its own.
/// </summary>
internal static class IndexFormat
{
    /// <summary>Raised whenever the layout changes, or what counts as a file's content: older files are then ignored.</summary>
    public const uint Version = 1;

    private const int DigestAt = 12;
    private const int BodyAt = DigestAt + SHA256.HashSizeInBytes;
    private const int FixedEntry = 6 * sizeof(long) + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "P2PINDEX"u8;

    /// <summary>The sections of a file by name; null when it is not whole, not ours, or of another version.</summary>
    public static Dictionary<string, IndexSection>? Sections(byte[] file)
    {
        ReadOnlySpan<byte> bytes = file;
        if (
            bytes.Length < BodyAt
            || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[Magic.Length..]) != Version
            || !SHA256.HashData(bytes[BodyAt..]).AsSpan().SequenceEqual(bytes[DigestAt..BodyAt])
        )
        {
            return null;
        }

        var sections = new Dictionary<string, IndexSection>();
        for (var at = BodyAt; at < bytes.Length; )
        {
            var name = ReadText(bytes, ref at);
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            at += sizeof(int);
            sections.Add(name, new IndexSection(name, file, at, length));
            at += length;
        }

        return sections;
    }

    /// <summary>The entries of a section, in the order in which they were written.</summary>
    public static IndexEntry[] Entries(ReadOnlySpan<byte> section)
    {
        if (section.IsEmpty)
        {
            return [];
        }

        var entries = new IndexEntry[BinaryPrimitives.ReadInt32LittleEndian(section)];
        var at = sizeof(int);
        for (var index = 0; index < entries.Length; index++)
        {
            var path = ReadText(section, ref at);
            var facts = new FileFacts(
                ReadNumber(section, ref at),
                ReadNumber(section, ref at),
                ReadNumber(section, ref at),
                (ulong)ReadNumber(section, ref at),
                (int)ReadNumber(section, ref at)
            );
            var length = ReadNumber(section, ref at);
            var digest = Digest.OfHash(section.Slice(at, SHA256.HashSizeInBytes));
            at += SHA256.HashSizeInBytes;
            entries[index] = new IndexEntry(path, facts, new ContentDigest(digest, length));
        }

        return entries;
    }

    /// <summary>The bytes of a section.</summary>
    public static byte[] Section(IReadOnlyCollection<IndexEntry> entries)
    {
        var most = sizeof(int);
        foreach (var entry in entries)
        {
            most += sizeof(int) + Encoding.UTF8.GetByteCount(entry.Path) + FixedEntry;
        }

        var section = new byte[most];
        BinaryPrimitives.WriteInt32LittleEndian(section, entries.Count);
        var at = sizeof(int);
        foreach (var entry in entries)
        {
            WriteText(section, ref at, entry.Path);
            WriteNumber(section, ref at, entry.Facts.Size);
            WriteNumber(section, ref at, entry.Facts.Modified);
            WriteNumber(section, ref at, entry.Facts.Changed);
            WriteNumber(section, ref at, (long)entry.Facts.Inode);
            WriteNumber(section, ref at, entry.Facts.Mode);
            WriteNumber(section, ref at, entry.Content.Length);
            Convert.FromHexString(entry.Content.Digest.Hex, section.AsSpan(at, SHA256.HashSizeInBytes), out _, out _);
            at += SHA256.HashSizeInBytes;
        }

        return section;
    }

    /// <summary>The bytes of a file that holds some sections.</summary>
    public static byte[] File(IReadOnlyCollection<IndexSection> sections)
    {
        var length = BodyAt;
        foreach (var section in sections)
        {
            length += 2 * sizeof(int) + Encoding.UTF8.GetByteCount(section.Name) + section.Length;
        }

        var file = new byte[length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Magic.Length), Version);
        var at = BodyAt;
        foreach (var section in sections)
        {
            WriteText(file, ref at, section.Name);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), section.Length);
            at += sizeof(int);
            section.Bytes.CopyTo(file.AsSpan(at));
            at += section.Length;
        }

        SHA256.HashData(file.AsSpan(BodyAt), file.AsSpan(DigestAt));
        return file;
    }

    private static string ReadText(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        var text = Encoding.UTF8.GetString(bytes.Slice(at + sizeof(int), length));
        at += sizeof(int) + length;
        return text;
    }

    private static long ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
        at += sizeof(long);
        return number;
    }

    private static void WriteText(Span<byte> bytes, ref int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes[(at + sizeof(int))..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], length);
        at += sizeof(int) + length;
    }

    private static void WriteNumber(Span<byte> bytes, ref int at, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], number);
        at += sizeof(long);
    }
}

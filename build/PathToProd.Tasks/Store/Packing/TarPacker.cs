using System.Globalization;
using System.Text;
using PathToProd.Tasks.Store.Blobs;

namespace PathToProd.Tasks.Store.Packing;

/// <summary>
/// A tar file (POSIX ustar, with a pax header where a path needs one) whose bytes depend on paths, modes and contents
/// alone: no times, owners or names. Written here and not by the base library, whose headers may change with its version.
/// </summary>
internal sealed class TarPacker(Stream output)
{
    private const int BlockSize = 512;
    private const int NameLength = 100;
    private const int PrefixLength = 155;
    private const long MostOctal = 0x1_FFFF_FFFF; // eleven octal digits

    private static readonly byte[] Zeros = new byte[2 * BlockSize];

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path in the archive.</param>
    /// <param name="file">The file.</param>
    public void Add(string path, ArtifactFile file)
    {
        var (prefix, name) = Named(
            path,
            file.Length > MostOctal ? Record("size", file.Length.ToString(CultureInfo.InvariantCulture)) : ""
        );
        output.Write(Header(prefix, name, file.IsExecutable, Math.Min(file.Length, MostOctal), '0'));
        SourceCopy.Copy(file, output);
        Pad(file.Length);
    }

    /// <summary>Adds a link.</summary>
    /// <param name="path">Its path in the archive.</param>
    /// <param name="target">Where it leads.</param>
    public void AddLink(string path, string target)
    {
        var (prefix, name) = Named(path, Record("linkpath", target));
        output.Write(Header(prefix, name, isExecutable: false, size: 0, '2'));
    }

    /// <summary>Writes the end.</summary>
    public void Complete() => output.Write(Zeros);

    private void Pad(long length) =>
        output.Write(Zeros.AsSpan(0, (int)((BlockSize - (length % BlockSize)) % BlockSize)));

    /// <summary>Writes what the header that follows has no room for, and gives the path as that header has it.</summary>
    private (string Prefix, string Name) Named(string path, string moreRecords)
    {
        var split = Ascii.IsValid(path) ? Split(path) : null;
        var records = (split is null ? Record("path", path) : "") + moreRecords;
        if (records.Length > 0)
        {
            var bytes = Encoding.UTF8.GetBytes(records);
            output.Write(Header("", "pax-header", isExecutable: false, bytes.Length, 'x'));
            output.Write(bytes);
            Pad(bytes.Length);
        }

        return split ?? ("", "long-name");
    }

    /// <summary>A path in the two fields that ustar has for it; null when it does not fit.</summary>
    private static (string Prefix, string Name)? Split(string path)
    {
        if (path.Length <= NameLength)
        {
            return ("", path);
        }

        var slash = path.IndexOf('/', path.Length - NameLength - 1);
        return slash > 0 && slash <= PrefixLength && slash < path.Length - 1
            ? (path[..slash], path[(slash + 1)..])
            : null;
    }

    private static byte[] Header(string prefix, string name, bool isExecutable, long size, char type)
    {
        var header = new byte[BlockSize];
        Put(0, name);
        Put(100, isExecutable ? "0000755" : "0000644");
        Put(108, "0000000"); // user
        Put(116, "0000000"); // group
        Put(124, Octal(size, 11));
        Put(136, "00000000000"); // time
        Put(148, "        "); // the checksum is computed over blanks
        Put(156, type.ToString());
        Put(257, "ustar");
        Put(263, "00");
        Put(329, "0000000"); // device
        Put(337, "0000000");
        Put(345, prefix);
        Put(148, Octal(header.Sum(one => one), 6) + "\0 ");
        return header;

        void Put(int at, string text) => Encoding.Latin1.GetBytes(text).CopyTo(header, at);
    }

    private static string Octal(long number, int digits) => Convert.ToString(number, toBase: 8).PadLeft(digits, '0');

    /// <summary>A pax record: its own length in decimal digits, a space, the pair, and a line break.</summary>
    private static string Record(string key, string value)
    {
        var rest = Encoding.UTF8.GetByteCount($" {key}={value}\n");
        var length = rest + 1;
        while (length != rest + length.ToString(CultureInfo.InvariantCulture).Length)
        {
            length = rest + length.ToString(CultureInfo.InvariantCulture).Length;
        }

        return $"{length.ToString(CultureInfo.InvariantCulture)} {key}={value}\n";
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// Reads a file of evidence in blocks, several at once. A block's lines are those that begin in it; the last of them is
/// read to its end, wherever that is.
/// </summary>
internal sealed class EvidenceBlocks(long length, ReadAt readAt, int blockSize)
{
    /// <summary>Small enough for a processor's cache, large enough that few lines cross a border.</summary>
    public const int UsualSize = 1024 * 1024;

    private int nextBlock = -1;

    public EvidenceReading Read(string file, int threads)
    {
        var blocks = new Block[(int)((length + blockSize - 1) / blockSize)];
        if (threads <= 1 || blocks.Length <= 1)
        {
            ReadSome(blocks);
        }
        else
        {
            Parallel.For(0, Math.Min(threads, blocks.Length), _ => ReadSome(blocks));
        }

        return Joined(blocks, file);
    }

    private void ReadSome(Block[] blocks)
    {
        var lines = new EvidenceLine();
        var buffer = new byte[blockSize * 2];
        int number;
        while ((number = Interlocked.Increment(ref nextBlock)) < blocks.Length)
        {
            blocks[number] = ReadBlock((long)number * blockSize, lines, ref buffer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Block ReadBlock(long start, EvidenceLine lines, ref byte[] buffer)
    {
        var block = new Block();

        // The byte before tells whether a line begins at once.
        var from = Math.Max(0, start - 1);
        var end = (int)(Math.Min(start + blockSize, length) - from);
        var filled = Fill(from, buffer, 0, end);
        end = Math.Min(end, filled);
        var at = start == 0 ? 0 : buffer.AsSpan(0, end).IndexOf((byte)'\n') + 1;
        if (start > 0 && at == 0)
        {
            return block;
        }

        while (at < end)
        {
            int size;
            while ((size = buffer.AsSpan(at, filled - at).IndexOf((byte)'\n')) < 0 && from + filled < length)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var more = Fill(from + filled, buffer, filled, Math.Min(buffer.Length, filled + blockSize));
                if (more == filled)
                {
                    break;
                }

                filled = more;
            }

            var isTorn = size < 0;
            size = isTorn ? filled - at : size;
            block.Add(lines, buffer.AsSpan(at, size), start == 0 && at == 0, isTorn);
            at += size + 1;
        }

        return block;
    }

    /// <summary>Reads so that the buffer is filled up to <paramref name="end"/>, or the file ends; returns how far it is filled.</summary>
    private int Fill(long offset, byte[] buffer, int at, int end)
    {
        end = (int)Math.Min(end, at + length - offset);
        while (at < end && readAt(offset, buffer.AsSpan(at, end - at)) is > 0 and var read)
        {
            at += read;
            offset += read;
        }

        return at;
    }

    private static EvidenceReading Joined(Block[] blocks, string file)
    {
        var capacity = 0;
        foreach (var block in blocks)
        {
            capacity += block.Entries.Count;
        }

        var entries = new Evidence[capacity];
        var places = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
        var problems = new List<Problem>();
        var (count, line) = (0, 0);
        foreach (var block in blocks)
        {
            foreach (var evidence in block.Entries)
            {
                evidence.Line += line;
                if (places.TryAdd(evidence.Digest, count))
                {
                    entries[count++] = evidence;
                }
                else if (entries[places[evidence.Digest]].Signature is null && evidence.Signature is not null)
                {
                    // Somebody signed what stood there already.
                    entries[places[evidence.Digest]] = evidence;
                }
            }

            foreach (var (relative, what, fix) in block.Problems)
            {
                problems.Add(new Problem(new SourcePosition(file, line + relative, 1), what, fix));
            }

            line += block.Lines;
        }

        Array.Resize(ref entries, count);
        return new EvidenceReading(ImmutableCollectionsMarshal.AsImmutableArray(entries), [.. problems], file);
    }

    /// <summary>What stands in a block, with lines counted from its first.</summary>
    private sealed class Block
    {
        public List<Evidence> Entries { get; } = [];

        public List<WrongLine> Problems { get; } = [];

        public int Lines { get; private set; }

        public void Add(EvidenceLine lines, ReadOnlySpan<byte> line, bool isFirst, bool isTorn)
        {
            Lines++;

            // A checkout may have turned line endings into CRLF, and an editor may have put a byte order mark first.
            line = line.TrimEnd((byte)'\r');
            if (isFirst && line.StartsWith("\uFEFF"u8))
            {
                line = line["\uFEFF"u8.Length..];
            }

            if (line.IsEmpty)
            {
                return;
            }

            try
            {
                var evidence = lines.Read(line);
                evidence.Line = Lines;
                Entries.Add(evidence);
            }
            catch (FormatException) when (isTorn)
            {
                Problems.Add(
                    new WrongLine(
                        Lines,
                        "the last line was being written when the program was killed, and is ignored",
                        "nothing has to be done: what it was about counts as never tested"
                    )
                );
            }
            catch (FormatException exception)
            {
                Problems.Add(new WrongLine(Lines, $"this line {exception.Message}, and is ignored", Fix(line)));
            }
        }

        private static string Fix(ReadOnlySpan<byte> line) =>
            EvidenceLine.IsConflictMark(line)
                ? $"take it away and keep the lines of both sides; {EvidenceText.FileName} merge=union in .gitattributes does that by itself"
                : "restore it from the file's history if it matters";
    }

    private sealed record WrongLine(int Line, string What, string Fix);
}

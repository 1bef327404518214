using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads a file of evidence from its start, or from where an earlier reading ended. Not for several threads.</summary>
/// <param name="before">What stands before the bytes that are read.</param>
public sealed class EvidenceReader(EvidencePrefix before)
{
    private readonly EvidenceLine _line = new();
    private readonly ImmutableArray<Evidence>.Builder _entries = before.Entries.ToBuilder();
    private readonly ImmutableArray<IgnoredEvidence>.Builder _ignored = before.Ignored.ToBuilder();
    private Dictionary<Digest, int>? _places;
    private long _length = before.Length;
    private int _lines = before.Lines;

    /// <summary>Reads a file from its start.</summary>
    public EvidenceReader()
        : this(EvidencePrefix.None) { }

    /// <summary>What was read until now, together with what stands before it.</summary>
    public EvidencePrefix SoFar => new(_length, _lines, _entries.ToImmutable(), _ignored.ToImmutable());

    /// <summary>Reads the lines that are whole.</summary>
    /// <returns>How many bytes they are. What follows is the start of a line.</returns>
    public int ReadLines(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (bytes[at..].IndexOf((byte)'\n') is >= 0 and var size)
        {
            Read(bytes.Slice(at, size), isTorn: false);
            at += size + 1;
            _length += size + 1;
        }

        return at;
    }

    /// <summary>Reads what follows the last line end of the file. It may be whole, or torn.</summary>
    public void ReadRest(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            Read(bytes, isTorn: true);
            _length += bytes.Length;
        }
    }

    private void Read(ReadOnlySpan<byte> bytes, bool isTorn)
    {
        // A checkout may have turned line endings into CRLF, and an editor may have put a byte order mark first.
        bytes = bytes.TrimEnd((byte)'\r');
        if (++_lines == 1 && bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes["\uFEFF"u8.Length..];
        }

        if (bytes.IsEmpty)
        {
            return;
        }

        try
        {
            Add(_line.Read(bytes, _lines));
        }
        catch (FormatException) when (isTorn)
        {
            Ignore(
                "the last line was being written when the program was killed, and is ignored",
                "nothing has to be done: what it was about counts as never tested"
            );
        }
        catch (FormatException exception)
        {
            Ignore(
                $"this line {exception.Message}, and is ignored",
                EvidenceLine.IsConflictMark(bytes)
                    ? $"take it away and keep the lines of both sides; {EvidenceText.FileName} merge=union in .gitattributes does that by itself"
                    : "restore it from the file's history if it matters"
            );
        }
    }

    private void Ignore(string what, string fix) => _ignored.Add(new IgnoredEvidence(_lines, what, fix));

    private void Add(Evidence evidence)
    {
        _places ??= Places();
        if (_places.TryAdd(evidence.Digest, _entries.Count))
        {
            _entries.Add(evidence);
        }
        else if (_entries[_places[evidence.Digest]].Signature is null && evidence.Signature is not null)
        {
            // Somebody signed what stood there already.
            _entries[_places[evidence.Digest]] = evidence;
        }
    }

    private Dictionary<Digest, int> Places()
    {
        var found = new Dictionary<Digest, int>(_entries.Count);
        for (var place = 0; place < _entries.Count; place++)
        {
            found.Add(_entries[place].Digest, place);
        }

        return found;
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads what <see cref="EvidencePacking"/> wrote, once, from the first to the last byte. A checksum has told that it is whole.</summary>
/// <param name="packed">The bytes.</param>
/// <param name="at">Where it starts.</param>
internal sealed class EvidenceUnpacking(byte[] packed, int at)
{
    private int _at = at;
    private string[] _texts = [];
    private SemVersion[] _versions = [];
    private ImmutableSortedDictionary<string, string>[] _tools = [];
    private (Digest Digest, ImmutableSortedDictionary<string, SetMember> Members)[] _sets = [];
    private DeclaredTest[] _tests = [];
    private Func<TestResult>? _result;

    public EvidencePrefix Prefix(long length)
    {
        var lines = Number();
        _texts = All(() => Encoding.UTF8.GetString(Bytes(Number())));
        _versions = All(() => SemVersion.Parse(Text()));
        _tools = All(() => Dictionary(All(() => KeyValuePair.Create(Text(), Text()))));
        _sets = All(() => (new Digest(Text()), Dictionary(All(Member))));
        _tests = All(() => new DeclaredTest(Text(), new Digest(Text()), Byte() != 0, [.. All(Text)]));
        var ignored = All(() => new IgnoredEvidence(Number(), Text(), Text()));
        return new EvidencePrefix(
            length,
            lines,
            ImmutableCollectionsMarshal.AsImmutableArray(All(Entry)),
            [.. ignored]
        );
    }

    private Evidence Entry()
    {
        var digest = Digest.OfHash(Bytes(SHA256.HashSizeInBytes));
        var line = Number();
        var kind = (EvidenceKind)Byte();
        var (set, members) = _sets[Number() - 1];

        // In the order in which they were written: that is the order of this list.
        return new Evidence
        {
            Digest = digest,
            Line = line,
            Kind = kind,
            Set = set,
            Members = members,
            From = OptionalText() is { } from ? new Digest(from) : null,
            Change = OptionalText() is { } change ? new Digest(change) : null,
            Environment = Text(),
            Kubernetes = _versions[Number() - 1],
            Provider = Text(),
            Tools = _tools[Number() - 1],
            Start = new DateTimeOffset(Long(), new TimeSpan(Long())),
            Duration = new TimeSpan(Long()),
            Commit = OptionalText(),
            Run = Text(),
            Who = Text(),
            Outcome = (EvidenceOutcome)Byte(),
            Error = OptionalText(),
            Product = OptionalText(),
            Signature = OptionalText(),
            Tests = ImmutableCollectionsMarshal.AsImmutableArray(All(_result ??= Result)),
        };
    }

    private TestResult Result() => new(_tests[Number() - 1], (TestOutcome)Byte(), new TimeSpan(Long()), OptionalText());

    private KeyValuePair<string, SetMember> Member()
    {
        var member = new SetMember(Text(), _versions[Number() - 1], new Digest(Text()));
        return KeyValuePair.Create(member.Component, member);
    }

    private static ImmutableSortedDictionary<string, T> Dictionary<T>(KeyValuePair<string, T>[] entries) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, entries);

    private T[] All<T>(Func<T> read)
    {
        var all = new T[Number()];
        for (var index = 0; index < all.Length; index++)
        {
            all[index] = read();
        }

        return all;
    }

    private string Text() => _texts[Number() - 1];

    private string? OptionalText() => Number() is > 0 and var number ? _texts[number - 1] : null;

    private int Number() => (int)Long();

    /// <summary>A number as <see cref="BinaryWriter.Write7BitEncodedInt64"/> writes it: seven bits each, the lowest first.</summary>
    private long Long()
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)number;
            }
        }
    }

    private byte Byte() => packed[_at++];

    private ReadOnlySpan<byte> Bytes(int count) => packed.AsSpan((_at += count) - count, count);
}

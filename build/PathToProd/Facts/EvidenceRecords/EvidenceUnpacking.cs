using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads what <see cref="EvidencePacking"/> wrote, once, from the first to the last byte. A checksum has told that it is whole.</summary>
internal ref struct EvidenceUnpacking(ReadOnlySpan<byte> packed)
{
    private ReadOnlySpan<byte> rest = packed;
    private string[] texts = [];
    private SemVersion[] versions = [];
    private ImmutableSortedDictionary<string, string>[] tools = [];
    private (string Digest, ImmutableSortedDictionary<string, SetMember> Members)[] sets = [];
    private DeclaredTest[] tests = [];

    public EvidencePrefix Prefix(long length)
    {
        var lines = Number();
        texts = new string[Number()];
        for (var at = 0; at < texts.Length; at++)
        {
            texts[at] = Encoding.UTF8.GetString(Bytes(Number()));
        }

        versions = new SemVersion[Number()];
        for (var at = 0; at < versions.Length; at++)
        {
            versions[at] = SemVersion.Parse(Text());
        }

        tools = new ImmutableSortedDictionary<string, string>[Number()];
        for (var at = 0; at < tools.Length; at++)
        {
            tools[at] = Tools();
        }

        sets = new (string, ImmutableSortedDictionary<string, SetMember>)[Number()];
        for (var at = 0; at < sets.Length; at++)
        {
            sets[at] = (Text(), Members());
        }

        tests = new DeclaredTest[Number()];
        for (var at = 0; at < tests.Length; at++)
        {
            tests[at] = new DeclaredTest(Text(), Text(), Byte() != 0, Covers());
        }

        var ignored = new IgnoredEvidence[Number()];
        for (var at = 0; at < ignored.Length; at++)
        {
            ignored[at] = new IgnoredEvidence(Number(), Text(), Text());
        }

        var entries = new Evidence[Number()];
        for (var at = 0; at < entries.Length; at++)
        {
            entries[at] = Entry();
        }

        return new EvidencePrefix(
            length,
            lines,
            ImmutableCollectionsMarshal.AsImmutableArray(entries),
            ImmutableCollectionsMarshal.AsImmutableArray(ignored)
        );
    }

    private Evidence Entry()
    {
        var digest = OciDigest.Text(Bytes(SHA256.HashSizeInBytes));
        var line = Number();
        var kind = (EvidenceKind)Byte();
        var (set, members) = sets[Number() - 1];

        // In the order in which they were written: that is the order of this list.
        return new Evidence
        {
            Digest = digest,
            Line = line,
            Kind = kind,
            Set = set,
            Members = members,
            From = OptionalText(),
            Environment = Text(),
            Kubernetes = versions[Number() - 1],
            Provider = Text(),
            Tools = tools[Number() - 1],
            Start = new DateTimeOffset(Long(), new TimeSpan(Long())),
            Duration = new TimeSpan(Long()),
            Commit = OptionalText(),
            Run = Text(),
            Who = Text(),
            Outcome = (EvidenceOutcome)Byte(),
            Error = OptionalText(),
            Signature = OptionalText(),
            Tests = Tests(),
        };
    }

    private ImmutableArray<TestResult> Tests()
    {
        var results = new TestResult[Number()];
        for (var at = 0; at < results.Length; at++)
        {
            results[at] = new TestResult(
                tests[Number() - 1],
                (TestOutcome)Byte(),
                new TimeSpan(Long()),
                OptionalText()
            );
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }

    private ImmutableSortedDictionary<string, string> Tools()
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var left = Number(); left > 0; left--)
        {
            found.Add(Text(), Text());
        }

        return found.ToImmutable();
    }

    private ImmutableSortedDictionary<string, SetMember> Members()
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, SetMember>(StringComparer.Ordinal);
        for (var left = Number(); left > 0; left--)
        {
            var member = new SetMember(Text(), versions[Number() - 1], Text());
            members.Add(member.Component, member);
        }

        return members.ToImmutable();
    }

    private ImmutableArray<string> Covers()
    {
        var components = new string[Number()];
        for (var at = 0; at < components.Length; at++)
        {
            components[at] = Text();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(components);
    }

    private string Text() => texts[Number() - 1];

    private string? OptionalText() => Number() is > 0 and var number ? texts[number - 1] : null;

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

    private byte Byte() => Bytes(1)[0];

    private ReadOnlySpan<byte> Bytes(int count)
    {
        var bytes = rest[..count];
        rest = rest[count..];
        return bytes;
    }
}

using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.VersionSets;
using PathToProd.Versions;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Writes what <see cref="EvidenceUnpacking"/> reads: first the values that lines share, then the lines. For one prefix.</summary>
internal sealed class EvidencePacking
{
    // What a line of evidence takes, so that the bytes of many are not copied again and again while they become more.
    private const int UsualSize = 160;

    private readonly PackedTable<string> _texts = new(text => text);
    private readonly PackedTable<SemVersion> _versions = new(version => version.ToString());
    private readonly PackedTable<ImmutableSortedDictionary<string, string>> _tools = new(tools =>
        string.Join('\0', tools.Select(tool => $"{tool.Key}\0{tool.Value}"))
    );
    private readonly PackedTable<ImmutableSortedDictionary<string, SetMember>> _sets = new(set =>
        SetDigest.Of(set.Values).ToString()
    );
    private readonly PackedTable<DeclaredTest> _tests = new(test =>
        $"{test.IsBlocking}\0{test.Name}\0{test.Digest}\0{string.Join('\0', test.Covers)}"
    );

    /// <summary>Writes a prefix, but for its length.</summary>
    public void Pack(EvidencePrefix prefix, Stream packed)
    {
        // What is shared is known only after the lines, and each table may use those before it.
        var lines = Section(prefix.Entries, Write);
        var ignored = Section(prefix.Ignored, Write);
        MemoryStream[] shared =
        [
            Section(_tests.Values, Write),
            Section(_sets.Values, Write),
            Section(_tools.Values, Write),
            Section(_versions.Values, (section, version) => Write(section, version.ToString())),
            Section(_texts.Values, (section, text) => section.Write(text)),
        ];
        using (var head = new BinaryWriter(packed, Encoding.UTF8, leaveOpen: true))
        {
            head.Write7BitEncodedInt(prefix.Lines);
        }

        foreach (var section in shared.Reverse().Append(ignored).Append(lines))
        {
            section.WriteTo(packed);
        }
    }

    private static MemoryStream Section<T>(IReadOnlyCollection<T> values, Action<BinaryWriter, T> write)
    {
        var bytes = new MemoryStream(values.Count * UsualSize);
        using var packed = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true);
        packed.Write7BitEncodedInt(values.Count);
        foreach (var value in values)
        {
            write(packed, value);
        }

        return bytes;
    }

    private void Write(BinaryWriter packed, string? text) => packed.Write7BitEncodedInt(_texts.Number(text));

    private void Write(BinaryWriter packed, ImmutableSortedDictionary<string, string> some)
    {
        packed.Write7BitEncodedInt(some.Count);
        foreach (var (tool, version) in some)
        {
            Write(packed, tool);
            Write(packed, version);
        }
    }

    private void Write(BinaryWriter packed, ImmutableSortedDictionary<string, SetMember> members)
    {
        Write(packed, SetDigest.Of(members.Values).ToString());
        packed.Write7BitEncodedInt(members.Count);
        foreach (var member in members.Values)
        {
            Write(packed, member.Component);
            packed.Write7BitEncodedInt(_versions.Number(member.Version));
            Write(packed, member.Digest.ToString());
        }
    }

    private void Write(BinaryWriter packed, DeclaredTest test)
    {
        Write(packed, test.Name);
        Write(packed, test.Digest.ToString());
        packed.Write(test.IsBlocking);
        packed.Write7BitEncodedInt(test.Covers.Length);
        foreach (var component in test.Covers)
        {
            Write(packed, component);
        }
    }

    private void Write(BinaryWriter packed, IgnoredEvidence ignored)
    {
        packed.Write7BitEncodedInt(ignored.Line);
        Write(packed, ignored.What);
        Write(packed, ignored.Fix);
    }

    private void Write(BinaryWriter packed, Evidence evidence)
    {
        packed.Write(Convert.FromHexString(evidence.Digest.Hex));
        packed.Write7BitEncodedInt(evidence.Line);
        packed.Write((byte)evidence.Kind);
        packed.Write7BitEncodedInt(_sets.Number(evidence.Members));
        Write(packed, evidence.From?.ToString());
        Write(packed, evidence.Change?.ToString());
        Write(packed, evidence.Environment);
        packed.Write7BitEncodedInt(_versions.Number(evidence.Kubernetes));
        Write(packed, evidence.Provider);
        packed.Write7BitEncodedInt(_tools.Number(evidence.Tools));
        packed.Write7BitEncodedInt64(evidence.Start.Ticks);
        packed.Write7BitEncodedInt64(evidence.Start.Offset.Ticks);
        packed.Write7BitEncodedInt64(evidence.Duration.Ticks);
        Write(packed, evidence.Commit);
        Write(packed, evidence.Run);
        Write(packed, evidence.Who);
        packed.Write((byte)evidence.Outcome);
        Write(packed, evidence.Error);
        Write(packed, evidence.Product);
        Write(packed, evidence.Signature);
        packed.Write7BitEncodedInt(evidence.Tests.Length);
        foreach (var test in evidence.Tests)
        {
            packed.Write7BitEncodedInt(_tests.Number(test.Test));
            packed.Write((byte)test.Outcome);
            packed.Write7BitEncodedInt64(test.Duration.Ticks);
            Write(packed, test.Message);
        }
    }
}

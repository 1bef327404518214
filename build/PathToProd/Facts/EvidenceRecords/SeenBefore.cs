using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Facts.VersionSets;
using PathToProd.Versions;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>What earlier lines said, by its bytes. Not for several threads.</summary>
internal sealed class SeenBefore
{
    public BytePool<string> Texts { get; } = new();

    public BytePool<SemVersion> Versions { get; } = new();

    /// <summary>By the bytes of the object of components.</summary>
    public BytePool<SetContent> Sets { get; } = new();

    /// <summary>By the digest of the set.</summary>
    public BytePool<UsualSet> UsualSets { get; } = new();

    public BytePool<ImmutableSortedDictionary<string, string>> Tools { get; } = new();

    public BytePool<string[]> Covers { get; } = new();

    /// <summary>By the bytes of a test up to its duration.</summary>
    public BytePool<UsualTest> Tests { get; } = new();

    /// <summary>The text at which the reader stands.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public string TextOf(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new FormatException($"has a \"{name}\" that is not a text");
        }

        return Text(ref reader);
    }

    /// <summary>The text or the name at which the reader stands.</summary>
    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return reader.GetString()!;
        }

        return Texts.Find(reader.ValueSpan, out var hash) ?? Texts.Add(reader.ValueSpan, hash, reader.GetString()!);
    }
}

/// <summary>What a set holds, and its digest.</summary>
internal sealed record SetContent(ImmutableSortedDictionary<string, SetMember> Members, string Digest);

/// <summary>A set as the program writes it.</summary>
/// <param name="Components">The bytes of its object of components.</param>
/// <param name="Content">What they say.</param>
internal sealed record UsualSet(byte[] Components, SetContent Content);

/// <summary>A test as the program writes it.</summary>
/// <param name="Start">Its bytes up to the duration.</param>
/// <param name="Result">What they say; it took no time.</param>
internal sealed record UsualTest(byte[] Start, TestResult Result)
{
    /// <summary>The test that came next the last time: mostly it is the same again.</summary>
    public UsualTest? Next { get; set; }
}

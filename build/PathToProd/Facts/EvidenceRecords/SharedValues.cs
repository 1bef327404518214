using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// What earlier lines said, by its bytes: a file of a hundred thousand lines is about few sets, tests and environments, and
/// each of them is made once. Not for several threads.
/// </summary>
internal sealed class SharedValues
{
    private readonly ByteKeys<string> _texts = new();
    private readonly ByteKeys<SemVersion> _versions = new();
    private readonly Dictionary<(string Name, string Digest, bool IsBlocking, string[] Covers), DeclaredTest> _tests =
    [];

    /// <summary>By the bytes of the object of components.</summary>
    public ByteKeys<SetContent> Sets { get; } = new();

    /// <summary>By the bytes of the object of tools.</summary>
    public ByteKeys<ImmutableSortedDictionary<string, string>> Tools { get; } = new();

    /// <summary>By the bytes of the list of components.</summary>
    public ByteKeys<string[]> Covers { get; } = new();

    /// <summary>The text or the name at which the reader stands.</summary>
    public string Text(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? reader.GetString()!
        : _texts.Find(reader.ValueSpan) is { } known ? known
        : _texts.Add(reader.ValueSpan, reader.GetString()!);

    /// <exception cref="FormatException">It is not a version.</exception>
    public SemVersion Version(ReadOnlySpan<byte> text) =>
        _versions.Find(text)
        ?? (
            SemVersion.TryParse(Encoding.UTF8.GetString(text), out var version)
                ? _versions.Add(text, version)
                : throw new FormatException($"has a version \"{Encoding.UTF8.GetString(text)}\", which is not SemVer")
        );

    /// <summary>A test as it was declared.</summary>
    public DeclaredTest Test(string name, string digest, bool isBlocking, string[] covers)
    {
        var key = (name, digest, isBlocking, covers);
        if (!_tests.TryGetValue(key, out var test))
        {
            _tests.Add(key, test = new DeclaredTest(name, new Digest(digest), isBlocking, [.. covers]));
        }

        return test;
    }
}

/// <summary>What a set holds, and its digest.</summary>
internal sealed record SetContent(ImmutableSortedDictionary<string, SetMember> Members, Digest Digest);

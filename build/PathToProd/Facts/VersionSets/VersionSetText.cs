using System.Globalization;
using System.Text;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>
/// The text of a version set's file: YAML in one order, a component to a block, so that a line by line comparison of two
/// sets reads well. Its checksum is over all of its other lines, so that any edit is noticed:
/// <c>grep -v '^checksum:' 2026.11.1.yaml | sha256sum</c>. That finds accidents; a forged set is found by its signature.
/// </summary>
public static class VersionSetText
{
    private const string Head = "# A version set never changes: pin another one instead. See docs/version-sets.md.";
    private const string ChecksumStart = "checksum:";

    /// <summary>The text of a set; the same set always has the same.</summary>
    public static string Write(VersionSet set)
    {
        var before = new StringBuilder().Append(Head).Append('\n');
        Line(before, "name", set.Name);
        Line(before, "digest", set.Digest.ToString());
        var after = new StringBuilder();
        Line(
            after,
            "made-at",
            set.At?.ToUniversalTime().ToString(VersionSetShape.TimeFormat, CultureInfo.InvariantCulture)
        );
        Line(after, "made-by", set.Who);
        Line(after, "commit", set.Commit);
        Line(after, "from", set.From);
        Line(after, "from-digest", set.FromDigest?.ToString());
        Line(after, "note", set.Note);
        after.Append("components:\n");
        foreach (var (name, member) in set.Members)
        {
            after.Append("  ").Append(Scalar(name)).Append(":\n");
            Line(after.Append("    "), "version", member.Version.ToString());
            Line(after.Append("    "), "digest", member.Digest.ToString());
        }

        var checksum = Checksum($"{before}{after}");
        return $"{before}{ChecksumStart} {checksum}\n{after}";
    }

    /// <summary>Reads the text of a set. Whatever differs from what was written is a problem.</summary>
    /// <param name="file">The file, as messages name it; the set must have its name.</param>
    /// <param name="text">Its text. Line endings do not matter.</param>
    public static VersionSetReading Read(string file, string text)
    {
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var problems = new List<Problem>();
        var read =
            YamlReader.Read(file, text, problems) is { } node
            && VersionSetShape.Shape.TryRead(node, "the version set", problems, out var found)
                ? found
                : null;
        var isWhole = problems.Count == 0;
        var stated = StatedChecksum(text);
        var isChanged = stated is { } line && line.Checksum != Checksum(WithoutLine(text, line.Line));
        if (isChanged)
        {
            problems.Add(Changed(new SourcePosition(file, stated!.Value.Line, 1), Stem(file)));
        }

        if (read is not null && isWhole)
        {
            Check(file, read, isChanged, problems);
        }

        return new VersionSetReading(problems.Count == 0 ? read!.Set : null, [.. problems]);
    }

    private static void Check(string file, VersionSetFile read, bool isChanged, List<Problem> problems)
    {
        var set = read.Set;
        if (set.Name != Stem(file))
        {
            problems.Add(
                new Problem(
                    read.Source["name"],
                    $"the set is named {set.Name}, and its file {Stem(file)}",
                    $"give the file its name again: {set.Name}.yaml"
                )
            );
        }

        if (set.Members.IsEmpty)
        {
            problems.Add(
                new Problem(read.Source["components"], "the version set holds no component", "restore what it held")
            );
        }
        else if (!isChanged && read.Digest != set.Digest)
        {
            problems.Add(
                new Problem(
                    read.Source["digest"],
                    $"the digest of the components is {set.Digest}, and not the one here",
                    Restore(file, set.Name)
                )
            );
        }
    }

    private static Problem Changed(SourcePosition where, string name) =>
        name == VersionSetName.Proposed
            ? new Problem(
                where,
                "the proposed set was changed after Resolve wrote it: its text does not match its checksum",
                "run ./build.sh --target=Resolve again"
            )
            : new Problem(
                where,
                $"the version set {name} was changed after it was pinned: its text does not match its checksum",
                Restore(where.File, name)
            );

    private static string Restore(string file, string name) =>
        name == VersionSetName.Proposed
            ? "run ./build.sh --target=Resolve again"
            : $"a pinned set never changes: restore it (git checkout -- {file}), or pin another one";

    /// <summary>The file's name without folder and ending.</summary>
    private static string Stem(string file)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        return name.EndsWith(".yaml", StringComparison.Ordinal) ? name[..^".yaml".Length] : name;
    }

    private static (int Line, string Checksum)? StatedChecksum(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.StartsWith(ChecksumStart, StringComparison.Ordinal))
            {
                return (number, line[ChecksumStart.Length..].Trim());
            }
        }

        return null;
    }

    private static string WithoutLine(string text, int number)
    {
        var lines = text.Split('\n');
        return string.Join('\n', lines[..(number - 1)].Concat(lines[number..]));
    }

    private static string Checksum(string text) => Digest.Of(Encoding.UTF8.GetBytes(text)).ToString();

    private static void Line(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append(key).Append(": ").Append(Scalar(value)).Append('\n');
        }
    }

    /// <summary>Without quotes only where every reader of YAML takes it for this very text.</summary>
    private static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '@' or '/' or '_' or ':')
        && text[^1] != ':'
        // Dates, times and the like are no text to some readers.
        && (!char.IsAsciiDigit(text[0]) || text.AsSpan().IndexOfAny("-:_/@") < 0 || text.Count(c => c == '.') >= 2)
        && PlainScalar.KindOf(text) == ScalarKind.Text
        && PlainScalar.TrapIn(text) is null;

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)c:x4}"
                ),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}

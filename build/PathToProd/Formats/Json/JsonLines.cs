using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PathToProd.Text;

namespace PathToProd.Formats.Json;

/// <summary>A whole file of <see cref="JsonLine"/>s: what could be read, and what had to be ignored.</summary>
internal static class JsonLines
{
    /// <summary>Reads every whole line with <paramref name="read"/>, which may refuse a line by <see cref="FormatException"/>.</summary>
    public static ImmutableArray<T> Read<T>(
        string text,
        string file,
        Func<JsonElement, int, T> read,
        ICollection<Problem> problems
    )
    {
        var ignored = new List<IgnoredLine>();
        var entries = Read(Encoding.UTF8.GetBytes(text), file, read, ignored);
        foreach (var line in ignored)
        {
            problems.Add(line.Problem);
        }

        return entries;
    }

    /// <summary>The same, with the lines that were ignored.</summary>
    /// <param name="text">The file, in UTF-8 without a wrong byte.</param>
    /// <param name="file">Its name in problems.</param>
    /// <param name="read">Reads a line, which has a number.</param>
    /// <param name="ignored">The lines that were ignored.</param>
    public static ImmutableArray<T> Read<T>(
        ReadOnlyMemory<byte> text,
        string file,
        Func<JsonElement, int, T> read,
        ICollection<IgnoredLine> ignored
    )
    {
        var entries = ImmutableArray.CreateBuilder<T>();
        var number = 0;
        for (var rest = text; rest.Length > 0; )
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var isTorn = end < 0;
            // A checkout may have turned line endings into CRLF, and an editor may have put a byte order mark first.
            var line = WithoutMark(rest[..(isTorn ? rest.Length : end)].TrimEnd((byte)'\r'));
            rest = isTorn ? default : rest[(end + 1)..];
            number++;
            if (line.Length > 0 && Ignored(line, isTorn) is { } kind)
            {
                var problem = new Problem(new SourcePosition(file, number, 1), kind.What, kind.Fix);
                ignored.Add(new IgnoredLine(Encoding.UTF8.GetString(line.Span), kind.Damage, entries.Count, problem));
            }
        }

        return entries.ToImmutable();

        (LineDamage Damage, string What, string Fix)? Ignored(ReadOnlyMemory<byte> line, bool isLast)
        {
            if (!JsonLine.TryRead(line, out var document, out var wrong))
            {
                return JsonLine.IsConflictMark(line.Span)
                        ? (
                            LineDamage.ConflictMark,
                            $"this line {wrong}, and is ignored",
                            "remove the marker and keep the lines of both sides; the attribute merge=union in .gitattributes lets Git do so"
                        )
                    : isLast
                        ? (
                            LineDamage.TornAtTheEnd,
                            "the last line was being written when the program was killed, and is ignored",
                            "nothing to do: it counts as never written"
                        )
                    : (
                        JsonLine.HasSum(line.Span) ? LineDamage.Changed : LineDamage.Torn,
                        $"this line {wrong}, and is ignored",
                        "restore it from the file's history if it matters"
                    );
            }

            using (document)
            {
                try
                {
                    entries.Add(read(document.RootElement, number));
                    return null;
                }
                catch (FormatException exception)
                {
                    return (
                        LineDamage.Refused,
                        $"this line {exception.Message}, and is ignored",
                        "restore it from the file's history, or use the version of this program that wrote it"
                    );
                }
            }
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line)
    {
        while (line.Span.StartsWith("\uFEFF"u8))
        {
            line = line["\uFEFF"u8.Length..];
        }

        return line;
    }
}

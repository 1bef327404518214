using System.Collections.Immutable;
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
        var entries = Read(text, file, read, ignored);
        foreach (var line in ignored)
        {
            problems.Add(line.Problem);
        }

        return entries;
    }

    /// <summary>The same, with the lines that were ignored.</summary>
    public static ImmutableArray<T> Read<T>(
        string text,
        string file,
        Func<JsonElement, int, T> read,
        ICollection<IgnoredLine> ignored
    )
    {
        var entries = ImmutableArray.CreateBuilder<T>();
        var number = 0;
        for (var start = 0; start < text.Length; )
        {
            var end = text.IndexOf('\n', start);
            var isTorn = end < 0;
            // A checkout may have turned line endings into CRLF, and an editor may have put a byte order mark first.
            var line = text[start..(isTorn ? text.Length : end)].TrimEnd('\r').TrimStart('\uFEFF');
            start = isTorn ? text.Length : end + 1;
            number++;
            if (line.Length > 0 && Ignored(line, isTorn) is { } kind)
            {
                var problem = new Problem(new SourcePosition(file, number, 1), kind.What, kind.Fix);
                ignored.Add(new IgnoredLine(line, kind.Damage, entries.Count, problem));
            }
        }

        return entries.ToImmutable();

        (LineDamage Damage, string What, string Fix)? Ignored(string line, bool isLast)
        {
            if (!JsonLine.TryRead(line, out var document, out var wrong))
            {
                return JsonLine.IsConflictMark(line)
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
                        JsonLine.HasSum(line) ? LineDamage.Changed : LineDamage.Torn,
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
}

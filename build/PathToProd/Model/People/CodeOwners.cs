using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace PathToProd.Model.People;

/// <summary>
/// A CODEOWNERS file, as GitHub and GitLab read it: a pattern and its owners on each line, and the last line that matches a file counts. Sections of GitLab
/// are passed over: their lines count like all others.
/// </summary>
public sealed class CodeOwners
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<(Regex Pattern, ImmutableArray<string> Owners)> _lines;

    private CodeOwners(ImmutableArray<(Regex, ImmutableArray<string>)> lines) => _lines = lines;

    /// <summary>Reads it. What is not a line of owners says nothing, as for those who made the format.</summary>
    public static CodeOwners Read(string text) =>
        new([
            .. from line in text.ReplaceLineEndings("\n").Split('\n')
            let words = line.Split('#')[0]
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            where words.Length > 0 && words[0][0] is not ('[' or '^' or '!')
            select (Pattern(words[0]), ImmutableArray.Create(words[1..])),
        ]);

    /// <summary>The owners of a file: <c>@alice</c>, <c>@org/team</c>, <c>alice@example.com</c>; none when no line matches, or the last that does names none.</summary>
    public ImmutableArray<string> Of(string file) =>
        _lines.LastOrDefault(line => line.Pattern.IsMatch(file)).Owners is { IsDefault: false } owners ? owners : [];

    /// <summary>The name of a team without its organisation; null for a person.</summary>
    public static string? TeamOf(string owner) =>
        owner.StartsWith('@') && owner.LastIndexOf('/') is > 0 and var slash ? owner[(slash + 1)..] : null;

    /// <summary>The rules of .gitignore: without a slash before its end a pattern is for any folder, and what matches a folder matches all in it.</summary>
    private static Regex Pattern(string pattern)
    {
        var isAnchored = pattern.TrimEnd('/').Contains('/');
        var regex = new StringBuilder(isAnchored ? "^" : "^(?:.*/)?");
        var text = pattern.TrimStart('/');
        for (var at = 0; at < text.Length; at++)
        {
            if (text.AsSpan(at).StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                at += 2;
            }
            else if (text.AsSpan(at).StartsWith("**"))
            {
                regex.Append(".*");
                at++;
            }
            else
            {
                regex.Append(
                    text[at] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        var other => Regex.Escape(other.ToString()),
                    }
                );
            }
        }

        // GitHub: docs/* is for the files right in docs, and not below.
        regex.Append(
            text.EndsWith('/') ? ".*$"
            : text.EndsWith("/*", StringComparison.Ordinal) ? "$"
            : "(?:/.*)?$"
        );
        return new Regex(regex.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);
    }
}

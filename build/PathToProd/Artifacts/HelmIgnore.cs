using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace PathToProd.Artifacts;

/// <summary>
/// Which files of a chart Helm leaves out of a package, by the rules in <c>.helmignore</c>. They must stay out: Helm reads
/// the rules when it reads a folder, and does not when it reads a package.
/// </summary>
public sealed class HelmIgnore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<Rule> _rules;

    /// <summary>The rules of a <c>.helmignore</c>; an empty text has only Helm's own.</summary>
    public HelmIgnore(string text) =>
        _rules = [
            .. text.TrimStart('\uFEFF')
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && line[0] != '#')
                .Append("templates/.?*")
                .Select(Rule.Parse),
        ];

    /// <summary>Whether a file is left out, or one of the folders it is in.</summary>
    /// <param name="path">Its path in the chart, with forward slashes.</param>
    public bool LeavesOut(string path)
    {
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (LeavesOut(path[..slash], isFolder: true))
            {
                return true;
            }
        }

        return LeavesOut(path, isFolder: false);
    }

    // Helm's own order: the first rule that speaks decides. One with an exclamation mark leaves out what it does not match.
    private bool LeavesOut(string path, bool isFolder)
    {
        foreach (var rule in _rules)
        {
            if (rule.IsNegated)
            {
                if ((rule.ForFolders && !isFolder) || !rule.Matches(path))
                {
                    return true;
                }
            }
            else if ((!rule.ForFolders || isFolder) && rule.Matches(path))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Rule(Regex Pattern, bool ForFolders, bool IsNegated, bool WholePath)
    {
        public static Rule Parse(string line)
        {
            var isNegated = line[0] == '!';
            var pattern = isNegated ? line[1..] : line;
            var forFolders = pattern.EndsWith('/');
            pattern = forFolders ? pattern[..^1] : pattern;
            var fromRoot = pattern.StartsWith('/');
            pattern = fromRoot ? pattern[1..] : pattern;
            return new Rule(Glob(pattern), forFolders, isNegated, fromRoot || pattern.Contains('/'));
        }

        public bool Matches(string path) => Pattern.IsMatch(WholePath ? path : path[(path.LastIndexOf('/') + 1)..]);

        /// <summary>Go's <c>filepath.Match</c>: stars and question marks stop at slashes; there are classes and escapes.</summary>
        private static Regex Glob(string pattern)
        {
            var text = new StringBuilder("\\A");
            for (var at = 0; at < pattern.Length; at++)
            {
                var letter = pattern[at];
                if (letter == '[' && pattern.IndexOf(']', at + 1) is var end and > 0)
                {
                    text.Append(pattern, at, end - at + 1);
                    at = end;
                }
                else
                {
                    text.Append(
                        letter switch
                        {
                            '*' => "[^/]*",
                            '?' => "[^/]",
                            '\\' when at + 1 < pattern.Length => Regex.Escape(pattern[++at].ToString()),
                            _ => Regex.Escape(letter.ToString()),
                        }
                    );
                }
            }

            try
            {
                return new Regex(text.Append("\\z").ToString(), RegexOptions.CultureInvariant, Patience);
            }
            catch (ArgumentException)
            {
                // Helm refuses the whole chart for such a pattern, so it does not matter what it matches here.
                return new Regex("(?!)", RegexOptions.None, Patience);
            }
        }
    }
}

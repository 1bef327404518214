using System.Collections.Immutable;

namespace PathToProd.Model.Charts;

/// <summary>
/// Which files of a chart Helm leaves out of a package, by the rules in <c>.helmignore</c>. They must stay out: Helm reads
/// the rules when it reads a folder, and does not when it reads a package.
/// </summary>
public sealed class HelmIgnore
{
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

    // Helm refuses the whole chart for a pattern that is not one, so it does not matter what that matches here.
    private sealed record Rule(GoPattern? Pattern, bool ForFolders, bool IsNegated, bool WholePath)
    {
        public static Rule Parse(string line)
        {
            var isNegated = line[0] == '!';
            var pattern = isNegated ? line[1..] : line;
            var forFolders = pattern.EndsWith('/');
            pattern = forFolders ? pattern[..^1] : pattern;
            var fromRoot = pattern.StartsWith('/');
            pattern = fromRoot ? pattern[1..] : pattern;
            return new Rule(GoPattern.Parse(pattern), forFolders, isNegated, fromRoot || pattern.Contains('/'));
        }

        public bool Matches(string path) =>
            Pattern?.Matches(WholePath ? path : path[(path.LastIndexOf('/') + 1)..]) == true;
    }
}

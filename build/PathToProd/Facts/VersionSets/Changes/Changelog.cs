using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets.Changes;

/// <summary>
/// A changelog in the form of keepachangelog.com: a heading of the second level for each version, with or without brackets
/// and date. Headings that name no version, such as Unreleased, are left out with what stands below them.
/// </summary>
public static class Changelog
{
    private const string Heading = "## ";

    /// <summary>What it says about the versions above one and up to another, the newest first.</summary>
    /// <param name="text">The changelog.</param>
    /// <param name="above">The version above which it begins.</param>
    /// <param name="upTo">The last version.</param>
    public static ImmutableArray<ChangelogSection> Between(string text, SemVersion above, SemVersion upTo) =>
        [
            .. Sections(text)
                .Where(section => section.Version > above && section.Version <= upTo)
                .OrderByDescending(section => section.Version),
        ];

    private static IEnumerable<ChangelogSection> Sections(string text)
    {
        SemVersion? version = null;
        var lines = new List<string>();
        var isCode = false;
        foreach (var line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (isCode || !line.StartsWith(Heading, StringComparison.Ordinal))
            {
                lines.Add(line.TrimEnd());
                continue;
            }

            if (Section(version, lines) is { } section)
            {
                yield return section;
            }

            version = VersionOf(line[Heading.Length..]);
            lines.Clear();
        }

        if (Section(version, lines) is { } last)
        {
            yield return last;
        }
    }

    private static ChangelogSection? Section(SemVersion? version, List<string> lines)
    {
        if (version is null)
        {
            return null;
        }

        // Links to comparisons stand below the last version.
        var own = lines.Where(line => !IsLink(line)).ToArray();
        var first = Array.FindIndex(own, line => line.Length > 0);
        var end = Array.FindLastIndex(own, line => line.Length > 0);
        return new ChangelogSection(version, first < 0 ? [] : [.. own[first..(end + 1)]]);
    }

    private static bool IsLink(string line) => line.StartsWith('[') && line.Contains("]: ", StringComparison.Ordinal);

    private static SemVersion? VersionOf(string heading)
    {
        var word = heading.Trim().Split(' ', 2)[0].TrimStart('[', 'v').Split(']', 2)[0];
        return SemVersion.TryParse(word, out var version) ? version : null;
    }
}

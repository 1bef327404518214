namespace PathToProd.Versions;

/// <summary>Writes a range in its canonical form: groups sorted by where they begin, each as short as it can be.</summary>
internal static class RangeWriter
{
    /// <summary>What no version satisfies.</summary>
    private const string Nothing = "<0.0.0-0";

    public static string Write(IntervalSet releases, IntervalSet prereleases)
    {
        var groups = new List<(SemVersion From, string Text)>();
        var rest = prereleases.Intervals.ToList();
        foreach (var interval in releases.Intervals)
        {
            // A group that names a pre-release at one of its ends also holds the pre-releases there.
            var before = Take(rest, piece => piece.To == interval.From);
            var after = interval.To is { } end ? Take(rest, piece => piece.From == Zone(end) && piece.To != end) : null;
            var whole = new Interval(before?.From ?? interval.From, after?.To ?? interval.To);
            groups.Add((whole.From, Write(whole)));
        }

        groups.AddRange(rest.Select(piece => (piece.From, Write(piece))));
        groups.Sort((left, right) => left.From.CompareTo(right.From));
        return groups.Count == 0 ? Nothing : string.Join(" || ", groups.Select(group => group.Text));
    }

    private static string Write(Interval interval) =>
        interval switch
        {
            ({ } from, null) => IsFirst(from) ? "*" : $">={from}",
            ({ } from, { } to) when IsOne(from, to) => from.ToString(),
            ({ } from, { } to) => IsFirst(from) ? $"<{to}" : $">={from} <{to}",
        };

    private static Interval? Take(List<Interval> pieces, Predicate<Interval> match)
    {
        var index = pieces.FindIndex(match);
        if (index < 0)
        {
            return null;
        }

        var piece = pieces[index];
        pieces.RemoveAt(index);
        return piece;
    }

    private static bool IsFirst(SemVersion from) =>
        !from.IsPrerelease && (from.Major, from.Minor, from.Patch) == (0, 0, 0);

    private static bool IsOne(SemVersion from, SemVersion to) =>
        from.IsPrerelease ? to == Interval.Next(from) : to == new SemVersion(from.Major, from.Minor, from.Patch + 1);

    private static SemVersion Zone(SemVersion release) => new(release.Major, release.Minor, release.Patch, "0");
}

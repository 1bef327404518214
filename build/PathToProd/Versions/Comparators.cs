namespace PathToProd.Versions;

/// <summary>A version of which the last numbers may be missing.</summary>
internal readonly record struct PartialVersion(long Major, long? Minor, long? Patch, string Prerelease)
{
    public bool IsWhole => Patch is not null;

    /// <summary>Whether <see cref="First"/> itself was written, and not only what begins with it.</summary>
    public bool IsExact => IsWhole || Prerelease.Length > 0;

    /// <summary>The version with what is missing as 0.</summary>
    public SemVersion First => new(Major, Minor ?? 0, Patch ?? 0, Prerelease);

    /// <summary>The first release that no longer begins with the numbers that are there.</summary>
    public SemVersion FirstAfter =>
        (Minor, Patch) switch
        {
            (null, _) => new SemVersion(Major + 1, 0, 0),
            ({ } minor, null) => new SemVersion(Major, minor + 1, 0),
            ({ } minor, { } patch) => new SemVersion(Major, minor, patch + 1),
        };

    /// <summary>The first release that a caret excludes: the leftmost number that is not 0 grows.</summary>
    public SemVersion CaretEnd =>
        (Major, Minor, Patch) switch
        {
            (> 0, _, _) or (_, null, _) => new SemVersion(Major + 1, 0, 0),
            (_, > 0, _) or (_, _, null) => new SemVersion(0, Minor!.Value + 1, 0),
            _ => new SemVersion(0, 0, Patch.Value + 1),
        };

    /// <summary>The first release that a tilde excludes: the second number grows, or the first when it is alone.</summary>
    public SemVersion TildeEnd =>
        Minor is { } minor ? new SemVersion(Major, minor + 1, 0) : new SemVersion(Major + 1, 0, 0);
}

/// <summary>What each comparator means, as npm defines it.</summary>
internal static class Comparators
{
    public static Interval Of(string op, PartialVersion operand)
    {
        var first = operand.First;
        return op switch
        {
            "^" => new Interval(first, Before(operand.CaretEnd)),
            "~" => new Interval(first, Before(operand.TildeEnd)),
            ">=" => new Interval(first, null),
            ">" => new Interval(operand.IsWhole ? Interval.Next(first) : operand.FirstAfter, null),
            "<" => new Interval(Interval.Lowest, operand.IsExact ? first : Before(first)),
            "<=" => new Interval(Interval.Lowest, End(operand)),
            _ => new Interval(first, End(operand)),
        };
    }

    private static SemVersion End(PartialVersion operand) =>
        operand.IsWhole ? Interval.Next(operand.First) : Before(operand.FirstAfter);

    /// <summary>The lowest pre-release, so that an implied end lets no pre-release of itself in.</summary>
    private static SemVersion Before(SemVersion release) => new(release.Major, release.Minor, release.Patch, "0");
}

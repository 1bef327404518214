using FsCheck;
using FsCheck.Fluent;
using PathToProd.Versions;

namespace PathToProd.Tests.Versions;

/// <summary>Small versions and ranges, so that those that a property compares often meet.</summary>
internal static class AnyVersion
{
    private static readonly Gen<long> Number = Gen.Choose(0, 3).Select(number => (long)number);

    // What is at most 1.0.0-0 is below 1.0.0-0.0, and not the same as what is below 1.0.0-1.
    private static readonly string[] Prereleases =
    [
        "",
        "0",
        "0.0",
        "1",
        "1.0",
        "a",
        "a.0",
        "a.0.0",
        "a.1",
        "a.1.0",
        "b",
        "b.0",
        "rc.1",
        "rc.1.0",
        "zz",
    ];

    private static readonly Gen<string> Prerelease = Gen.Frequency(
        (3, Gen.Constant("")),
        (2, Gen.Elements("0", "1", "a", "a.0", "a.1", "b", "rc.1"))
    );

    public static readonly Gen<SemVersion> Version =
        from major in Number
        from minor in Number
        from patch in Number
        from prerelease in Prerelease
        select new SemVersion(major, minor, patch, prerelease);

    private static readonly Gen<string> Partial = Gen.Frequency(
        (4, Version.Select(version => version.ToString())),
        (1, Number.Select(major => $"{major}")),
        (1, Number.Select(major => $"{major}.x")),
        (1, Version.Select(version => $"{version.Major}.{version.Minor}")),
        (1, Version.Select(version => $"v{version.Major}.{version.Minor}-0"))
    );

    private static readonly Gen<string> Comparator = Gen.Frequency(
        (
            12,
            from op in Gen.Elements("", "=", "^", "~", ">=", ">", "<", "<=")
            from partial in Partial
            select op + partial
        ),
        (1, Gen.Constant("*"))
    );

    private static readonly Gen<string> Group = Gen.Frequency(
        (3, Comparator),
        (3, Comparator.Two().Select(two => $"{two.Item1} {two.Item2}")),
        (1, Comparator.Two().Select(two => $"{two.Item1}, {two.Item2}")),
        (1, Partial.Two().Select(two => $"{two.Item1} - {two.Item2}"))
    );

    public static readonly Gen<string> RangeText = Gen.Frequency(
        (3, Group),
        (1, Group.Two().Select(two => $"{two.Item1} || {two.Item2}")),
        (1, Group.Three().Select(three => $"{three.Item1}||{three.Item2} || {three.Item3}"))
    );

    public static readonly Gen<VersionRange> Range = RangeText.Select(VersionRange.Parse);

    /// <summary>All versions that <see cref="Version"/> makes, the next one after each of their pre-releases, and a few above.</summary>
    public static IEnumerable<SemVersion> All =>
        from major in Enumerable.Range(0, 5)
        from minor in Enumerable.Range(0, 5)
        from patch in Enumerable.Range(0, 5)
        from prerelease in Prereleases
        select new SemVersion(major, minor, patch, prerelease);
}

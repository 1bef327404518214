namespace PathToProd.Versions;

/// <summary>Comparators that must all hold.</summary>
internal sealed class RangeGroup
{
    private readonly List<SemVersion> _named = [];
    private Interval _interval = Interval.All;

    /// <summary>Adds a comparator, with the pre-release that it names, if it names one.</summary>
    public void Add(Interval interval, SemVersion? named)
    {
        _interval = _interval.Intersect(interval);
        if (named is not null)
        {
            _named.Add(named);
        }
    }

    /// <summary>The releases in the group: an end at a pre-release is, among releases, an end at its release.</summary>
    public Interval Releases() => new(Release(_interval.From), _interval.To is { } to ? Release(to) : null);

    /// <summary>Adds the pre-releases in the group: those of the three numbers of each named one.</summary>
    public void AddPrereleases(List<Interval> prereleases)
    {
        foreach (var named in _named)
        {
            var release = Release(named);
            var lowest = new SemVersion(release.Major, release.Minor, release.Patch, "0");
            prereleases.Add(_interval.Intersect(new Interval(lowest, release)));
        }
    }

    private static SemVersion Release(SemVersion version) => new(version.Major, version.Minor, version.Patch);
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>All candidates: what the solver may choose from.</summary>
public sealed class Universe
{
    private readonly string[] _names;
    private readonly Candidate[][] _candidates;
    private readonly Dictionary<string, int> _indices;
    private readonly VersionBits?[] _prereleases;

    /// <summary>The universe of some candidates.</summary>
    /// <param name="candidates">In any order. Of two with the same component and version the first one counts.</param>
    public Universe(IEnumerable<Candidate> candidates)
    {
        var byName = new Dictionary<string, List<Candidate>>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (!byName.TryGetValue(candidate.Component, out var versions))
            {
                byName.Add(candidate.Component, versions = []);
            }

            versions.Add(candidate);
        }

        _names = [.. byName.Keys];
        Array.Sort(_names, StringComparer.Ordinal);
        _candidates = Array.ConvertAll(_names, name => Sorted(byName[name]));
        _prereleases = new VersionBits?[_names.Length];
        _indices = new Dictionary<string, int>(_names.Length, StringComparer.Ordinal);
        for (var index = 0; index < _names.Length; index++)
        {
            _indices.Add(_names[index], index);
        }
    }

    /// <summary>The components of which there is a candidate, by name.</summary>
    public ImmutableArray<string> Components => ImmutableCollectionsMarshal.AsImmutableArray(_names);

    /// <summary>The candidates of a component, newest first; none for one that is unknown.</summary>
    public ImmutableArray<Candidate> Of(string component) =>
        _indices.TryGetValue(component, out var index)
            ? ImmutableCollectionsMarshal.AsImmutableArray(_candidates[index])
            : [];

    /// <summary>The candidate of that component and version; null if none.</summary>
    public Candidate? Find(string component, SemVersion version) =>
        _indices.TryGetValue(component, out var index) && PlaceOf(index, version) is >= 0 and var place
            ? _candidates[index][place]
            : null;

    /// <summary>The pre-releases of the releases that are in a range, newest first: a range has none of them unless it names one.</summary>
    public ImmutableArray<SemVersion> PrereleasesOf(string component, VersionRange range) =>
        [
            .. Of(component)
                .Select(candidate => candidate.Version)
                .Where(version =>
                    version.IsPrerelease && range.Contains(new SemVersion(version.Major, version.Minor, version.Patch))
                ),
        ];

    /// <summary>This universe with one more candidate.</summary>
    internal Universe With(Candidate candidate) => new(_candidates.SelectMany(versions => versions).Append(candidate));

    /// <summary>The number of a component in <see cref="Components"/>; -1 for one that is unknown.</summary>
    internal int IndexOf(string component) => _indices.GetValueOrDefault(component, -1);

    /// <summary>The candidates of the component of that number, newest first.</summary>
    internal Candidate[] At(int index) => _candidates[index];

    /// <summary>Where among its component's candidates a version stands; -1 when there is no such candidate.</summary>
    internal int PlaceOf(int index, SemVersion version) =>
        Array.FindIndex(_candidates[index], candidate => candidate.Version == version);

    /// <summary>The candidates of the component of that number that are in a range.</summary>
    internal VersionBits InRange(int index, VersionRange range)
    {
        var size = _candidates[index].Length + 1;
        var early = _prereleases[index] ??= VersionBits.Where(size, bit => VersionOf(index, bit).IsPrerelease);
        var releases = Between(index, range.Releases).Intersect(early.Complement());
        return early.IsEmpty ? releases : releases.Union(Between(index, range.Prereleases).Intersect(early));
    }

    /// <summary>The candidates in some intervals. As they are sorted, looking at each of them would be a waste.</summary>
    private VersionBits Between(int index, IntervalSet intervals)
    {
        var size = _candidates[index].Length + 1;
        var bits = VersionBits.None(size);
        foreach (var interval in intervals.Intervals)
        {
            var newest = interval.To is { } to ? FirstBelow(index, to) : 1;
            var after = FirstBelow(index, interval.From);
            bits = bits.Union(VersionBits.Where(size, bit => bit >= newest && bit < after));
        }

        return bits;
    }

    /// <summary>The newest version that is older than another one, as a bit; the bit after the last one when there is none.</summary>
    private int FirstBelow(int index, SemVersion version)
    {
        var (low, high) = (1, _candidates[index].Length + 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = VersionOf(index, middle) < version ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private SemVersion VersionOf(int index, int bit) => _candidates[index][bit - 1].Version;

    private static Candidate[] Sorted(List<Candidate> versions)
    {
        // Of versions that differ in build metadata alone neither is newer; their texts give them an order anyway.
        static int Order(Candidate left, Candidate right) =>
            right.Version.CompareTo(left.Version) is not 0 and var order
                ? order
                : string.CompareOrdinal(left.Version.Build, right.Version.Build);

        var original = versions.ToArray();

        // A catalogue is usually in order already, one way or the other.
        if (Order(versions[0], versions[^1]) > 0)
        {
            versions.Reverse();
        }

        for (var at = 1; at < versions.Count; at++)
        {
            if (Order(versions[at - 1], versions[at]) > 0)
            {
                versions.Sort(Order);
                break;
            }
        }

        for (var at = versions.Count - 1; at > 0; at--)
        {
            if (versions[at].Version == versions[at - 1].Version)
            {
                return Sorted([.. original.DistinctBy(candidate => candidate.Version)]);
            }
        }

        return [.. versions];
    }
}

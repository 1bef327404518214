using PathToProd.Decisions.Solving.Questions;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// Names versions of a component, those that behave alike together: <c>ingress 2.1.0</c>, <c>every ingress &gt;=2.1.0</c>,
/// <c>ingress 1.0.0, 1.2.x and 2.0.0 to 2.0.4</c>. What it says is meant of the versions that there are.
/// </summary>
internal sealed class VersionsProse
{
    private readonly string _component;
    private readonly Candidate[] _candidates;
    private readonly VersionBits _bits;
    private readonly string[] _runs;

    private VersionsProse(string component, Candidate[] candidates, VersionBits bits)
    {
        (_component, _candidates, _bits) = (component, candidates, bits);
        _runs = IsAll ? [] : [.. Runs()];
    }

    /// <summary>The prose of the versions of a term; "it is not there" is left out.</summary>
    public static VersionsProse Of(Universe universe, int component, VersionBits bits) =>
        new(universe.Components[component], universe.At(component), bits.Versions());

    /// <summary>Whether a verb about them is in the plural.</summary>
    public bool IsPlural => _runs.Length > 1;

    /// <summary>For the startning of a statement: <c>every ingress &gt;=2.1.0</c>.</summary>
    public string Subject =>
        IsAll ? $"every {_component}"
        : IsOne || IsPlural ? Object
        : $"every {Object}";

    /// <summary>For the startning of a statement that says no: <c>no ingress &gt;=2.1.0</c>; null where the verb has to say it.</summary>
    public string? Negative =>
        IsAll ? $"no {_component}"
        : IsOne || IsPlural ? null
        : $"no {Object}";

    /// <summary>For the middle of a statement: <c>ingress &gt;=2.1.0</c>.</summary>
    public string Object => IsAll ? _component : $"{_component} {Range}";

    /// <summary>The same, where one of them is enough: <c>ingress 2.0.0 or 2.0.4</c>.</summary>
    public string ObjectAnyOf => IsAll ? _component : $"{_component} {AnyOf}";

    /// <summary>After a "no": <c>any ingress</c>, <c>ingress &gt;=2.1.0</c>.</summary>
    public string Any => IsAll ? $"any {_component}" : Object;

    /// <summary>The versions alone.</summary>
    public string Range => IsAll ? "any" : Prose.List(_runs);

    /// <summary>The versions alone, of which one is enough.</summary>
    public string AnyOf => IsAll ? "any" : Prose.List(_runs, "or");

    private bool IsAll => _bits.Count == _candidates.Length && _candidates.Length > 1;

    private bool IsOne => _bits.Count == 1;

    /// <summary>Neighbours, oldest first. Where no pre-release is among them, pre-releases part no neighbours.</summary>
    private IEnumerable<string> Runs()
    {
        var hasPrerelease = _bits.Each().Any(bit => _candidates[bit - 1].Version.IsPrerelease);
        var existing = Enumerable
            .Range(1, _candidates.Length)
            .Where(bit => hasPrerelease || !_candidates[bit - 1].Version.IsPrerelease)
            .Reverse()
            .ToArray();
        for (var from = 0; from < existing.Length; from++)
        {
            if (!_bits.Contains(existing[from]))
            {
                continue;
            }

            var to = from;
            while (to + 1 < existing.Length && _bits.Contains(existing[to + 1]))
            {
                to++;
            }

            yield return Run(existing, from, to);
            from = to;
        }
    }

    private string Run(int[] existing, int from, int to)
    {
        var (first, last) = (_candidates[existing[from] - 1].Version, _candidates[existing[to] - 1].Version);
        if (from == to)
        {
            return first.ToString();
        }

        var isSameMajor = first.Major == last.Major;
        var isSameMinor = isSameMajor && first.Minor == last.Minor;
        if (isSameMinor && IsWhole(existing, from, to, part: 2))
        {
            return $"{first.Major}.{first.Minor}.x";
        }

        if (to == existing.Length - 1)
        {
            return $">={first}";
        }

        if (isSameMajor && IsWhole(existing, from, to, part: 1))
        {
            return $"{first.Major}.x";
        }

        return from == 0 ? $"<={last}" : $"{first} to {last}";
    }

    /// <summary>Whether these are all that begin with the same numbers, and no pre-release is among them.</summary>
    private bool IsWhole(int[] existing, int from, int to, int part)
    {
        bool Alike(int at)
        {
            var (one, other) = (_candidates[existing[at] - 1].Version, _candidates[existing[from] - 1].Version);
            return one.Major == other.Major && (part == 1 || one.Minor == other.Minor);
        }

        return (from == 0 || !Alike(from - 1))
            && (to == existing.Length - 1 || !Alike(to + 1))
            && !Enumerable.Range(from, to - from + 1).Any(at => _candidates[existing[at] - 1].Version.IsPrerelease);
    }
}

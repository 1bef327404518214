using System.Numerics;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>
/// A set of things that may become of one component: bit 0 stands for "it is not there", bit n for its n-th newest
/// version. Immutable.
/// </summary>
/// <remarks>
/// Sets of the versions that exist are exact and quick, where ranges would have to be complemented, which the rule about
/// pre-releases makes hard to read. "Not there" as one more value makes a negative term a set like any other.
/// </remarks>
internal sealed class VersionBits : IEquatable<VersionBits>
{
    private const int WordSize = 64;

    private readonly ulong[] _words;

    private VersionBits(int size, ulong[] words) => (Size, _words) = (size, words);

    /// <summary>How many bits there are: one more than versions.</summary>
    public int Size { get; }

    public bool IsEmpty => Array.TrueForAll(_words, word => word == 0);

    public bool IsFull => Count == Size;

    /// <summary>Whether "it is not there" is among them.</summary>
    public bool HasAbsent => (_words[0] & 1) != 0;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public static VersionBits None(int size) => new(size, new ulong[Words(size)]);

    public static VersionBits All(int size) => None(size).Complement();

    /// <summary>"It is not there" alone.</summary>
    public static VersionBits Absent(int size) => All(size).Versions().Complement();

    public static VersionBits One(int size, int bit) => Where(size, candidate => candidate == bit);

    /// <summary>Those of the versions (never "not there") that a predicate takes, by their bits.</summary>
    public static VersionBits Where(int size, Func<int, bool> predicate)
    {
        var found = new ulong[Words(size)];
        for (var bit = 1; bit < size; bit++)
        {
            if (predicate(bit))
            {
                found[bit / WordSize] |= 1UL << bit;
            }
        }

        return new VersionBits(size, found);
    }

    public bool Contains(int bit) => (_words[bit / WordSize] & (1UL << bit)) != 0;

    /// <summary>The newest version; 0 when there is none.</summary>
    public int Newest
    {
        get
        {
            for (var at = 0; at < _words.Length; at++)
            {
                if ((at == 0 ? _words[0] & ~1UL : _words[at]) is not 0 and var word)
                {
                    return (at * WordSize) + BitOperations.TrailingZeroCount(word);
                }
            }

            return 0;
        }
    }

    public VersionBits Complement()
    {
        var result = Array.ConvertAll(_words, word => ~word);
        if (Size % WordSize is not 0 and var rest)
        {
            result[^1] &= (1UL << rest) - 1;
        }

        return new VersionBits(Size, result);
    }

    public VersionBits Intersect(VersionBits other)
    {
        var result = new ulong[_words.Length];
        for (var at = 0; at < result.Length; at++)
        {
            result[at] = _words[at] & other._words[at];
        }

        return new VersionBits(Size, result);
    }

    public VersionBits Union(VersionBits other)
    {
        var result = new ulong[_words.Length];
        for (var at = 0; at < result.Length; at++)
        {
            result[at] = _words[at] | other._words[at];
        }

        return new VersionBits(Size, result);
    }

    /// <summary>These without "it is not there".</summary>
    public VersionBits Versions()
    {
        var result = (ulong[])_words.Clone();
        result[0] &= ~1UL;
        return new VersionBits(Size, result);
    }

    public bool IsWithin(VersionBits other)
    {
        for (var at = 0; at < _words.Length; at++)
        {
            if ((_words[at] & ~other._words[at]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How these, as what is still possible, stand to what a term says.</summary>
    public Relation To(VersionBits term)
    {
        var (isInside, isApart) = (true, true);
        for (var at = 0; at < _words.Length; at++)
        {
            var both = _words[at] & term._words[at];
            isApart &= both == 0;
            isInside &= both == _words[at];
        }

        return isApart ? Relation.Contradicted
            : isInside ? Relation.Satisfied
            : Relation.Open;
    }

    /// <summary>The versions (not "it is not there"), newest first, by their bits.</summary>
    public IEnumerable<int> Each()
    {
        for (var bit = 1; bit < Size; bit++)
        {
            if (Contains(bit))
            {
                yield return bit;
            }
        }
    }

    public bool Equals(VersionBits? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as VersionBits);

    public override int GetHashCode()
    {
        var hash = 0UL;
        foreach (var word in _words)
        {
            hash = (hash * 31) + word;
        }

        return hash.GetHashCode();
    }

    private static int Words(int size) => (size + WordSize - 1) / WordSize;
}

/// <summary>How what is still possible of a component stands to a term about it.</summary>
internal enum Relation
{
    /// <summary>All of it is in the term.</summary>
    Satisfied,

    /// <summary>None of it is in the term.</summary>
    Contradicted,

    /// <summary>Some of it is.</summary>
    Open,
}

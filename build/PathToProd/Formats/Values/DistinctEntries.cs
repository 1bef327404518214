using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Formats.Values;

/// <summary>The entries of a map as it is read, of which no two have the same key.</summary>
internal sealed class DistinctEntries(int capacity)
{
    /// <summary>Up to this many, comparing with each is quicker than a table.</summary>
    private const int Few = 12;

    private readonly MapEntry[] _entries = new MapEntry[capacity];
    private int _count;
    private Dictionary<string, MapEntry>? _byKey;

    /// <summary>Adds an entry, or gives the one that has its key.</summary>
    public bool TryAdd(MapEntry entry, [NotNullWhen(false)] out MapEntry? first)
    {
        first = Find(entry.Key);
        if (first is null)
        {
            _entries[_count++] = entry;
            _byKey?.Add(entry.Key, entry);
        }

        return first is null;
    }

    public ImmutableArray<MapEntry> ToImmutable() => ImmutableArray.Create(_entries, 0, _count);

    private MapEntry? Find(string key)
    {
        if (_count > Few)
        {
            _byKey ??= _entries[.._count].ToDictionary(entry => entry.Key, StringComparer.Ordinal);
            return _byKey.GetValueOrDefault(key);
        }

        for (var at = 0; at < _count; at++)
        {
            if (_entries[at].Key == key)
            {
                return _entries[at];
            }
        }

        return null;
    }
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Formats.Values;

/// <summary>The entries of a map as it is read, of which no two have the same key.</summary>
internal sealed class DistinctEntries(int count)
{
    /// <summary>Up to this many, comparing with each is quicker than a table.</summary>
    private const int Few = 12;

    private readonly ImmutableArray<MapEntry>.Builder _entries = ImmutableArray.CreateBuilder<MapEntry>(count);
    private Dictionary<string, MapEntry>? _byKey;

    /// <summary>Adds an entry, or gives the one that has its key.</summary>
    public bool TryAdd(MapEntry entry, [NotNullWhen(false)] out MapEntry? first)
    {
        first = Find(entry.Key);
        if (first is not null)
        {
            return false;
        }

        _entries.Add(entry);
        _byKey?.Add(entry.Key, entry);
        return true;
    }

    public ImmutableArray<MapEntry> ToImmutable() => _entries.DrainToImmutable();

    private MapEntry? Find(string key)
    {
        if (_byKey is null && _entries.Count > Few)
        {
            _byKey = _entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        }

        if (_byKey is not null)
        {
            return _byKey.GetValueOrDefault(key);
        }

        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }
}

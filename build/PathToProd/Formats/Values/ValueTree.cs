using System.Collections.Immutable;

namespace PathToProd.Formats.Values;

/// <summary>Puts trees of values together.</summary>
public static class ValueTree
{
    /// <summary>
    /// Lays one map over another: maps are merged key by key, everything else is replaced whole. <c>null</c> removes what
    /// is below and stays, so that Helm removes the chart's own default too. Each leaf keeps the place that said it.
    /// </summary>
    public static ValueNode.Map Merge(ValueNode.Map below, ValueNode.Map above)
    {
        var over = new Dictionary<string, MapEntry>(above.Entries.Length);
        foreach (var entry in above.Entries)
        {
            over[entry.Key] = entry;
        }

        var merged = ImmutableArray.CreateBuilder<MapEntry>(below.Entries.Length + above.Entries.Length);
        foreach (var entry in below.Entries)
        {
            merged.Add(over.Remove(entry.Key, out var replacement) ? Merge(entry, replacement) : entry);
        }

        foreach (var entry in above.Entries)
        {
            if (over.ContainsKey(entry.Key))
            {
                merged.Add(entry);
            }
        }

        return new ValueNode.Map(above.Where, merged.ToImmutable());
    }

    /// <summary>Puts a value at a path (see <see cref="ValuePath"/>), making maps on the way and replacing what is there.</summary>
    /// <exception cref="ArgumentException">The text is not a path.</exception>
    public static ValueNode.Map With(ValueNode.Map map, string path, ValueNode value) =>
        ValuePath.Split(path) is { } keys
            ? With(map, keys, 0, value)
            : throw new ArgumentException($"\"{path}\" is not a path of keys", nameof(path));

    /// <summary>The value at a path; null if none.</summary>
    public static ValueNode? Find(ValueNode.Map map, string path)
    {
        ValueNode? node = map;
        foreach (var key in ValuePath.Split(path) ?? [])
        {
            node = (node as ValueNode.Map)?.Find(key)?.Value;
        }

        return node;
    }

    /// <summary>Every leaf with its path: scalars, lists, and maps without keys.</summary>
    public static IEnumerable<(string Path, ValueNode Value)> Leaves(ValueNode.Map map, string path = "")
    {
        foreach (var entry in map.Entries)
        {
            var here = ValuePath.Join(path, entry.Key);
            if (entry.Value is ValueNode.Map { Entries.IsEmpty: false } inner)
            {
                foreach (var leaf in Leaves(inner, here))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return (here, entry.Value);
            }
        }
    }

    private static MapEntry Merge(MapEntry below, MapEntry above) =>
        (below.Value, above.Value) switch
        {
            (ValueNode.Map left, ValueNode.Map right) => above with { Value = Merge(left, right) },
            _ => above,
        };

    private static ValueNode.Map With(ValueNode.Map map, IReadOnlyList<string> keys, int depth, ValueNode value)
    {
        var key = keys[depth];
        var old = map.Find(key);
        var inner =
            depth == keys.Count - 1
                ? value
                : With(
                    old?.Value as ValueNode.Map ?? ValueNode.Map.Empty with { Where = value.Where },
                    keys,
                    depth + 1,
                    value
                );
        var entry = new MapEntry(key, old?.KeyWhere ?? value.Where, inner);
        return map with { Entries = old is null ? map.Entries.Add(entry) : map.Entries.Replace(old, entry) };
    }
}

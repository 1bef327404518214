using PathToProd.Formats.Values;

namespace PathToProd.Formats.Shapes;

/// <summary>The values of an object's keys, as far as they could be read.</summary>
internal sealed class Fields(ValueNode.Map map, Dictionary<Key, object?> values)
{
    /// <summary>The object itself, for positions.</summary>
    public SourceMap Source => new(map.Where.File, map);

    /// <summary>What a key says, or its fallback.</summary>
    public T Get<T>(Key<T> key) => values.TryGetValue(key, out var value) ? (T)value! : key.Fallback;

    /// <summary>Whether a key says something, and that is right.</summary>
    public bool Has(Key key) => values.ContainsKey(key);

    /// <summary>What a key says; null when it is missing or wrong.</summary>
    public T? Find<T>(Key<T> key)
        where T : struct => values.TryGetValue(key, out var value) ? (T)value! : null;
}

using PathToProd.Formats.Values;

namespace PathToProd.Formats.Shapes;

/// <summary>The values of an object's keys, as far as they could be read.</summary>
/// <param name="map">The object.</param>
/// <param name="keys">All keys that it may have.</param>
internal sealed class Fields(ValueNode.Map map, Key[] keys)
{
    /// <summary>Stands for no value: one that was read may be null.</summary>
    private static readonly object Nothing = new();

    private readonly object?[] _values = Empty(keys.Length);

    /// <summary>The object itself, for positions.</summary>
    public SourceMap Source => new(map.Where.File, map);

    /// <summary>Keeps what a key says.</summary>
    public void Set(Key key, object? value) => _values[Array.IndexOf(keys, key)] = value;

    /// <summary>What a key says, or its fallback.</summary>
    public T Get<T>(Key<T> key) => Has(key) ? (T)Value(key)! : key.Fallback;

    /// <summary>Whether a key says something, and that is right.</summary>
    public bool Has(Key key) => Value(key) != Nothing;

    /// <summary>What a key says; null when it is missing or wrong.</summary>
    public T? Find<T>(Key<T> key)
        where T : struct => Has(key) ? (T)Value(key)! : null;

    private object? Value(Key key) => _values[Array.IndexOf(keys, key)];

    private static object?[] Empty(int count)
    {
        var values = new object?[count];
        Array.Fill(values, Nothing);
        return values;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>Where each key of a file stands, so that a problem found long after parsing still names line and column.</summary>
/// <param name="File">The file's path, relative to the repository's root.</param>
/// <param name="Root">What the file holds; null when nothing is known but its name.</param>
public sealed record SourceMap(string File, ValueNode? Root = null)
{
    /// <summary>The files that this one inherits from, nearest first: what it does not say may be said there.</summary>
    public ImmutableArray<SourceMap> Inherited { get; init; } = [];

    /// <summary>
    /// The place of a key, written as a dotted path (<c>requires.base-k8s</c>; items of lists by number from 0); if the key is
    /// in none of the files, of its nearest parent in this one.
    /// </summary>
    public SourcePosition this[string path]
    {
        get
        {
            var nearest = new SourcePosition(File);
            if (Find(Root, path, ref nearest))
            {
                return nearest;
            }

            foreach (var inherited in Inherited)
            {
                var there = new SourcePosition(inherited.File);
                if (Find(inherited.Root, path, ref there))
                {
                    return there;
                }
            }

            return nearest;
        }
    }

    /// <summary>The place of a text that a key says, alone or in a list; of the key when it does not say it.</summary>
    public SourcePosition Value(string key, string text)
    {
        var node = (Root as ValueNode.Map)?.Find(key)?.Value;
        var nodes =
            node is ValueNode.List list ? list.Items
            : node is null ? []
            : [node];
        return nodes.FirstOrDefault(one => one is ValueNode.Scalar scalar && scalar.Text == text)?.Where ?? this[key];
    }

    /// <summary>A map of a file of which nothing is known but its name.</summary>
    public static SourceMap Of(string file) => new(file);

    /// <summary>Walks down. Keys may hold dots themselves, so every key that the path begins with is tried.</summary>
    private static bool Find(ValueNode? node, string path, ref SourcePosition nearest)
    {
        if (node is ValueNode.List list)
        {
            var dot = path.IndexOf('.');
            var number = dot < 0 ? path : path[..dot];
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < list.Items.Length
                && Step(path, number, list.Items[index].Where, list.Items[index], ref nearest);
        }

        foreach (var entry in node is ValueNode.Map map ? map.Entries : [])
        {
            var isIt = path.StartsWith(entry.Key, StringComparison.Ordinal);
            if (isIt && (path.Length == entry.Key.Length || path[entry.Key.Length] == '.'))
            {
                return Step(path, entry.Key, entry.KeyWhere, entry.Value, ref nearest);
            }
        }

        return false;
    }

    private static bool Step(string path, string key, SourcePosition where, ValueNode value, ref SourcePosition nearest)
    {
        nearest = where;
        return path.Length == key.Length || Find(value, path[(key.Length + 1)..], ref nearest);
    }
}

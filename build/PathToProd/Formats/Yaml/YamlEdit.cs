namespace PathToProd.Formats.Yaml;

/// <summary>Changes single values in a YAML text and leaves all else as people wrote it: comments, quotes, order and empty lines.</summary>
public static class YamlEdit
{
    /// <summary>
    /// Sets a value. One that is there is replaced where it stands; a key that is missing is added as the last one of its map.
    /// </summary>
    /// <param name="text">A text that holds one map.</param>
    /// <param name="path">The keys that lead there; all but the last must be there.</param>
    /// <param name="value">The value, as it is to be written.</param>
    /// <returns>The new text; null when there is no such place.</returns>
    public static string? Set(string text, IReadOnlyList<string> path, string value)
    {
        var node = new Parser(text, YamlLimits.Manifest).Document();
        foreach (var key in path.Take(path.Count - 1))
        {
            node = (node as YamlNode.Map)?[key];
        }

        return node is not YamlNode.Map { Entries.Length: > 0 } map ? null
            : map[path[^1]] is { } there
                ? there is YamlNode.Scalar ? text[..there.Where.Index] + value + text[there.End..]
                    : null
            : Add(text, map, $"{path[^1]}: {value}");
    }

    private static string Add(string text, YamlNode.Map map, string line)
    {
        var last = map.Entries[^1].Value;
        if (text[map.Where.Index] == '{')
        {
            return $"{text[..last.End]}, {line}{text[last.End..]}";
        }

        var end = text.IndexOf('\n', Math.Min(last.End, text.Length - 1));
        var (before, after) = end < 0 ? (text + "\n", "") : (text[..(end + 1)], text[(end + 1)..]);
        return $"{before}{new string(' ', map.Entries[0].Key.Where.Column)}{line}\n{after}";
    }
}

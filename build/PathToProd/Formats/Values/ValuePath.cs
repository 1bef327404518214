using System.Text;

namespace PathToProd.Formats.Values;

/// <summary>A path to a value: keys separated by dots. A dot inside a key is written <c>\.</c>, as Helm does.</summary>
public static class ValuePath
{
    /// <summary>The pattern of a path in a JSON schema: no empty keys, no white space.</summary>
    public const string Pattern = "^(?:[^.\\\\\\s]|\\\\[.\\\\])+(?:\\.(?:[^.\\\\\\s]|\\\\[.\\\\])+)*$";

    /// <summary>The keys of a path; null when it is not one.</summary>
    public static IReadOnlyList<string>? Split(string path)
    {
        var keys = new List<string>();
        var key = new StringBuilder();
        for (var at = 0; at < path.Length; at++)
        {
            var c = path[at];
            if (c == '.')
            {
                if (key.Length == 0)
                {
                    return null;
                }

                keys.Add(key.ToString());
                key.Clear();
                continue;
            }

            if (c == '\\')
            {
                at++;
            }

            if (at == path.Length || char.IsWhiteSpace(path[at]) || c == '\\' && path[at] is not ('.' or '\\'))
            {
                return null;
            }

            key.Append(path[at]);
        }

        keys.Add(key.ToString());
        return key.Length == 0 ? null : keys;
    }

    /// <summary>Writes a path of which <paramref name="key"/> is the last key.</summary>
    public static string Join(string path, string key)
    {
        var escaped = key.Replace("\\", "\\\\").Replace(".", "\\.");
        return path.Length == 0 ? escaped : $"{path}.{escaped}";
    }
}

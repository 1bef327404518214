using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Model.Product;

/// <summary>
/// Rewrites the keys of a manifest that other versions of Path to Prod call something else: the key alone, so that comments, order and
/// spaces stay as they are.
/// </summary>
public static class KeyRenames
{
    /// <summary>All that were ever renamed, the oldest first. None was yet.</summary>
    public static ImmutableArray<KeyRename> All { get; } = [];

    /// <summary>The manifest as another version reads it.</summary>
    /// <param name="file">Its path; the last part of it says which manifest it is.</param>
    /// <param name="text">Its text.</param>
    /// <param name="from">The version that it is written for.</param>
    /// <param name="to">The other version; an older one gets the old names back.</param>
    /// <param name="table">The names that were changed, the oldest first.</param>
    public static RewrittenManifest Rewrite(
        string file,
        string text,
        SemVersion from,
        SemVersion to,
        ImmutableArray<KeyRename> table
    )
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        var edits = new List<KeyEdit>();
        foreach (var rename in Between(from, to, table).Where(rename => rename.Manifest == name))
        {
            text = Rewrite(file, text, rename, edits);
        }

        return new RewrittenManifest(text, [.. edits.OrderBy(edit => edit.Where)]);
    }

    private static IEnumerable<KeyRename> Between(SemVersion from, SemVersion to, ImmutableArray<KeyRename> table) =>
        from <= to
            ? table.Where(rename => rename.Since > from && rename.Since <= to)
            : table
                .Where(rename => rename.Since > to && rename.Since <= from)
                .Reverse()
                .Select(rename => rename with { Was = rename.Now, Now = rename.Was });

    private static string Rewrite(string file, string text, KeyRename rename, List<KeyEdit> edits)
    {
        // What is no YAML is for Check to report.
        if (YamlReader.Read(file, text, []) is not { } root)
        {
            return text;
        }

        var lines = text.Split('\n');
        // From the end, so that the places before stay where they are. An alias brings a place twice.
        foreach (var where in Places(root, rename, 0).Distinct().OrderDescending())
        {
            var line = lines[where.Line - 1];
            var at = where.Column - 1;
            at += line[at] is '"' or '\'' ? 1 : 0;
            if (line.AsSpan(at).StartsWith(rename.Was))
            {
                lines[where.Line - 1] = line[..at] + rename.Now + line[(at + rename.Was.Length)..];
                edits.Add(new KeyEdit(where, rename.Was, rename.Now));
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>Where the key stands. A map that has both names is left to Check.</summary>
    private static IEnumerable<SourcePosition> Places(ValueNode node, KeyRename rename, int depth) =>
        (node, depth == rename.Path.Length) switch
        {
            (ValueNode.Map map, true) => map.Find(rename.Was) is { } entry && map.Find(rename.Now) is null
                ? [entry.KeyWhere]
                : [],
            (ValueNode.Map map, false) => map
                .Entries.Where(entry => rename.Path[depth] == "*" || rename.Path[depth] == entry.Key)
                .SelectMany(entry => Places(entry.Value, rename, depth + 1)),
            (ValueNode.List list, false) when rename.Path[depth] == "*" => list.Items.SelectMany(item =>
                Places(item, rename, depth + 1)
            ),
            _ => [],
        };
}

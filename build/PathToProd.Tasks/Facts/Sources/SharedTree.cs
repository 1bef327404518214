using System.Text;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>A shared file, parsed.</summary>
internal sealed class SharedTree
{
    /// <summary>More than YAML may have: so long a file is refused, and need not be read to its end for that.</summary>
    private const int LongestText = 4 << 20;

    private readonly string _path;
    private readonly ValueNode? _root;
    private readonly List<Problem> _problems = [];

    private SharedTree(string path, string text) => (_path, _root) = (path, YamlReader.Read(path, text, _problems));

    public static SharedTree Read(string path, Stream content)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int count; text.Length < LongestText && (count = reader.Read(buffer)) > 0; )
        {
            text.Append(buffer, 0, count);
        }

        return new SharedTree(path, text.ToString());
    }

    /// <summary>
    /// The digest of what an entry says, however it is written and whatever stands around it; null when there is none, or the
    /// file is not YAML.
    /// </summary>
    public ContentDigest? DigestOf(string entry, SourcePosition where, List<Problem> problems)
    {
        if (_problems.Count > 0)
        {
            problems.AddRange(
                _problems.Select(problem => new Problem(
                    where,
                    $"the shared file {_path} cannot be read: {problem.Where}: {problem.What}",
                    problem.Fix
                ))
            );
            return null;
        }

        var node = _root;
        var found = "";
        foreach (var key in ValuePath.Split(entry) ?? [])
        {
            if ((node as ValueNode.Map)?.Find(key)?.Value is not { } next)
            {
                problems.Add(
                    new Problem(where, $"the shared file {_path} has no entry {entry}", Fix(entry, node, found))
                );
                return null;
            }

            node = next;
            found = ValuePath.Join(found, key);
        }

        var json = Encoding.UTF8.GetBytes(ValueText.ToJson(node!));
        return new ContentDigest(Digest.Of(json), json.Length);
    }

    private string Fix(string entry, ValueNode? node, string found)
    {
        var near = node is ValueNode.Map map ? map.Entries.Select(one => ValuePath.Join(found, one.Key)).ToArray() : [];
        var none = found.Length == 0 ? "add it" : $"write {_path}#{found}, which is {node!.Noun}";
        return Suggestion.Fix(entry, near, "entry", none, "entries");
    }
}

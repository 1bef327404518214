using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// The items of a list as documents of their own. Each keeps the text that was written for it, cut out of the list's, as
/// long as that text alone says the same; what leans on the rest of the list, as an alias does, is written as JSON.
/// </summary>
internal static class ListItems
{
    /// <summary>What kubectl takes for a list's items, whatever the list's kind is called.</summary>
    /// <param name="list">A document with <c>items</c>.</param>
    /// <param name="file">The file's name in problems.</param>
    /// <param name="problems">Where items are reported that are none.</param>
    public static IEnumerable<YamlDocument> Of(YamlDocument list, string file, ICollection<Problem> problems)
    {
        var place = list.Root["items"] ?? list.Root;
        if (list.Json["items"] is not JsonArray items)
        {
            problems.Add(
                new Problem(
                    list.At(file, place),
                    "Kubernetes takes a document with items for a list of resources, and these are not resources",
                    "write a list under items, or give the key another name"
                )
            );
            yield break;
        }

        for (var at = 0; at < items.Count; at++)
        {
            var node = (place as YamlNode.List)?.Items[at];
            if (items[at] is JsonObject item)
            {
                yield return Item(list, item, node as YamlNode.Map);
            }
            else
            {
                problems.Add(
                    new Problem(
                        list.At(file, node ?? place),
                        "the list's item is not a map",
                        "write a resource, or remove the item"
                    )
                );
            }
        }
    }

    private static YamlDocument Item(YamlDocument list, JsonObject item, YamlNode.Map? node)
    {
        var json = (JsonObject)item.DeepClone();
        var type = "";
        if (!json.ContainsKey("apiVersion") && !json.ContainsKey("kind"))
        {
            // The items of a typed list, such as a ConfigMapList, need not say what they are.
            var kind = Text(list.Json["kind"]);
            json["kind"] = kind.EndsWith("List", StringComparison.Ordinal) ? kind[..^4] : kind;
            json["apiVersion"] = Text(list.Json["apiVersion"]);
            type = $"apiVersion: {json["apiVersion"]}\nkind: {json["kind"]}\n";
        }

        var cut = node is null ? "" : type + Cut(list.Source, node);
        var text = Array.Find([cut.TrimEnd('\n'), cut.EndsWith('\n') ? cut[..^1] : cut], text => Says(text, json));
        return new YamlDocument(list.Source, list.FirstLine, node ?? list.Root, json)
        {
            Text = text ?? JsonText.Of(json),
        };
    }

    /// <summary>The lines of an item, as far to the left as they go.</summary>
    private static string Cut(string text, YamlNode item)
    {
        var lines = text[item.Where.Index..End(text, item.End)].Split('\n');
        for (var at = 1; at < lines.Length; at++)
        {
            var indent = lines[at].Length - lines[at].AsSpan().TrimStart(' ').Length;
            lines[at] = lines[at][Math.Min(indent, item.Where.Column)..];
        }

        return string.Join('\n', lines);
    }

    /// <summary>A comment beside the last value belongs to the item.</summary>
    private static int End(string text, int end)
    {
        var rest = text.AsSpan(end);
        var line = rest[..(rest.IndexOf('\n') is >= 0 and var at ? at : rest.Length)];
        return line.TrimStart(" \t") is ['#', ..] && line[0] != '#' ? end + line.Length : end;
    }

    /// <summary>Whether a text is one document, to kubectl too, which splits it first, and which one.</summary>
    private static bool Says(string text, JsonObject json)
    {
        var problems = new List<Problem>();
        return DocumentSplitter.Split($"{text}\n", "", problems).ToArray() is [var (chunk, _)]
            && problems.Count == 0
            && JsonNode.DeepEquals(YamlDocument.Read(chunk, "", problems)?.Json, json);
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}

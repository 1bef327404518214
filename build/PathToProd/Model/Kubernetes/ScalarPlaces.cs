using System.Collections.Immutable;
using PathToProd.Formats.Yaml;

namespace PathToProd.Model.Kubernetes;

/// <summary>The scalars of a document with the keys that lead to each; an item of a list counts as the key <c>[]</c>.</summary>
internal static class ScalarPlaces
{
    public const string Item = "[]";

    public static IEnumerable<(ImmutableArray<string> Path, YamlNode.Scalar Scalar)> Of(KubernetesDocument document) =>
        document.Origin is { } origin ? Of(origin.Root) : [];

    public static IEnumerable<(ImmutableArray<string> Path, YamlNode.Scalar Scalar)> Of(YamlNode.Map root)
    {
        var found = new List<(ImmutableArray<string>, YamlNode.Scalar)>();
        Add(root, [], found);
        return found;
    }

    /// <summary>As people write it: <c>spec.containers[].image</c>.</summary>
    public static string Show(ImmutableArray<string> path) =>
        string.Join('.', path).Replace($".{Item}", Item, StringComparison.Ordinal);

    private static void Add(
        YamlNode node,
        List<string> path,
        List<(ImmutableArray<string> Path, YamlNode.Scalar Scalar)> found
    )
    {
        switch (node)
        {
            case YamlNode.Scalar scalar:
                found.Add(([.. path], scalar));
                break;
            case YamlNode.List list:
                foreach (var item in list.Items)
                {
                    AddUnder(Item, item, path, found);
                }

                break;
            case YamlNode.Map map:
                foreach (var (key, value) in map.Entries)
                {
                    AddEntry((YamlNode.Scalar)key, value, path, found);
                }

                break;
        }
    }

    private static void AddEntry(
        YamlNode.Scalar key,
        YamlNode value,
        List<string> path,
        List<(ImmutableArray<string> Path, YamlNode.Scalar Scalar)> found
    )
    {
        if (!key.IsMerge)
        {
            AddUnder(ScalarMeaning.KeyOf(key), value, path, found);
            return;
        }

        foreach (var map in value is YamlNode.List list ? list.Items : [value])
        {
            Add(map, path, found);
        }
    }

    private static void AddUnder(
        string key,
        YamlNode value,
        List<string> path,
        List<(ImmutableArray<string> Path, YamlNode.Scalar Scalar)> found
    )
    {
        path.Add(key);
        Add(value, path, found);
        path.RemoveAt(path.Count - 1);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Model.Kubernetes.Fields;

namespace PathToProd.Decisions.Drift;

/// <summary>A field that is not as it was deployed: where it is, and never its value, which may be secret.</summary>
/// <param name="Path">Its path, as in <c>spec.template.spec.containers[name=app].image</c>.</param>
/// <param name="Managers">Who set it last, as far as the target says it.</param>
/// <param name="IsAdded">Whether it was not deployed at all, so that deploying again would leave it.</param>
public sealed record FieldDifference(string Path, ImmutableArray<string> Managers, bool IsAdded = false)
{
    /// <summary>Where two JSON objects differ, in the order of the second; what only the first has comes last.</summary>
    /// <param name="now">What is there.</param>
    /// <param name="wanted">What should be.</param>
    /// <param name="owners">Who owns the fields of what is there.</param>
    public static IEnumerable<FieldDifference> Between(JsonObject now, JsonObject wanted, OwnedFields? owners = null) =>
        OfMaps(now, wanted, "", owners ?? OwnedFields.None);

    private static IEnumerable<FieldDifference> OfMaps(
        JsonObject now,
        JsonObject wanted,
        string path,
        OwnedFields owners
    ) =>
        wanted
            .Select(pair => pair.Key)
            .Union(now.Select(pair => pair.Key), StringComparer.Ordinal)
            .SelectMany(key => Of(now[key], wanted[key], ValuePath.Join(path, key), owners.In(key)));

    private static IEnumerable<FieldDifference> Of(JsonNode? now, JsonNode? wanted, string path, OwnedFields owners) =>
        JsonNode.DeepEquals(now, wanted) ? []
        : now is JsonObject map && wanted is JsonObject wantedMap ? OfMaps(map, wantedMap, path, owners)
        : now is JsonArray list && wanted is JsonArray wantedList ? OfLists(list, wantedList, path, owners)
        // A whole map that came or went: its fields say more than its own path.
        : now is null && wanted is JsonObject { Count: > 0 } gone ? OfMaps([], gone, path, owners)
        : wanted is null && now is JsonObject { Count: > 0 } added ? OfMaps(added, [], path, owners)
        : [new FieldDifference(path, owners.Managers, IsAdded: wanted is null)];

    private static IEnumerable<FieldDifference> OfLists(
        JsonArray now,
        JsonArray wanted,
        string path,
        OwnedFields owners
    )
    {
        if (ByName(now) is { } named && ByName(wanted) is { } wantedByName)
        {
            return wantedByName
                .Keys.Union(named.Keys, StringComparer.Ordinal)
                .SelectMany(name =>
                    Of(
                        named.GetValueOrDefault(name),
                        wantedByName.GetValueOrDefault(name),
                        $"{path}[name={name}]",
                        owners.In(named.GetValueOrDefault(name) ?? wantedByName[name])
                    )
                );
        }

        return now.Count == wanted.Count
            ? Enumerable
                .Range(0, now.Count)
                .SelectMany(at =>
                    Of(now[at], wanted[at], $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]", owners.In(now[at]))
                )
            : [new FieldDifference(path, owners.Managers)];
    }

    /// <summary>The items by their names; null when they are not told apart by them.</summary>
    private static Dictionary<string, JsonObject>? ByName(JsonArray list)
    {
        var items = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        return list.All(item =>
            item is JsonObject one && one["name"]?.ToString() is { Length: > 0 } name && items.TryAdd(name, one)
        )
            ? items
            : null;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Plans;
using PathToProd.Formats.Json;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Decisions.Plans;

/// <summary>Reads what a deployment would do with resources of Kubernetes, from what is there and what would be.</summary>
/// <param name="generated">What is generated at each rendering, and so is known only when it is deployed.</param>
/// <param name="isSecret">Whether a value holds a secret of the run.</param>
public sealed class ResourceChanges(IReadOnlyCollection<GeneratedValue> generated, Func<JsonNode?, bool> isSecret)
{
    private const string Hidden = "***";

    private static readonly string[] OpenOfSecret = ["apiVersion", "kind", "metadata", "type", "immutable"];

    /// <summary>What is done with one of them; null when it stays as it is.</summary>
    /// <param name="what">What people call it.</param>
    /// <param name="before">What is there; null for nothing.</param>
    /// <param name="after">What would be; null for nothing.</param>
    public PlannedChange? Of(string what, JsonObject? before, JsonObject? after)
    {
        if (after is null)
        {
            return before is null ? null : new PlannedChange(what, PlannedAction.Delete);
        }

        var (old, now) = (PlannedLeaf.In(before), PlannedLeaf.In(after));
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (unknown, secret) = (new List<string>(), new List<string>());
        foreach (var path in now.Keys.Union(old.Keys, StringComparer.Ordinal))
        {
            var (was, becomes) = (old.GetValueOrDefault(path), now.GetValueOrDefault(path));
            if (ServerFields.Have(path) || JsonNode.DeepEquals(was?.Json, becomes?.Json))
            {
                continue;
            }

            if (IsGenerated(after, becomes ?? was!))
            {
                unknown.Add(path);
            }
            else if (IsSecret(after, (becomes ?? was!).Keys) || isSecret(becomes?.Json) || isSecret(path))
            {
                // A key may be what is secret.
                secret.Add(isSecret(path) ? Hidden : path);
            }
            else
            {
                fields[path] = StableJson.Write(becomes?.Json);
            }
        }

        // What is generated differs each time, and by itself means no change.
        return before is not null && fields.Count == 0 && secret.Count == 0
            ? null
            : new PlannedChange(what, before is null ? PlannedAction.Create : PlannedAction.Update)
            {
                Fields = fields.ToImmutable(),
                Unknown = [.. unknown.Order(StringComparer.Ordinal)],
                Secret = [.. secret.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            };
    }

    /// <summary>What is done with several, by what people call them; what stays as it is is left out.</summary>
    public IEnumerable<PlannedChange> Of(
        IReadOnlyDictionary<string, JsonObject> before,
        IReadOnlyDictionary<string, JsonObject> after
    ) =>
        before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(what => Of(what, before.GetValueOrDefault(what), after.GetValueOrDefault(what)))
            .OfType<PlannedChange>();

    private bool IsGenerated(JsonObject document, PlannedLeaf leaf)
    {
        if (generated.Count == 0)
        {
            return false;
        }

        var here = new GeneratedValue(
            document["kind"]?.ToString() ?? "",
            document["metadata"]?["name"]?.ToString() ?? "",
            leaf.Keys
        );
        return generated.Any(one => GeneratedValues.Covers(one, here));
    }

    /// <summary>Of a Secret only what is no secret is shown, and no copy of the whole of it in an annotation.</summary>
    private static bool IsSecret(JsonObject document, ImmutableArray<string> keys) =>
        document["kind"]?.ToString() == "Secret"
        && (keys.IsEmpty || !OpenOfSecret.Contains(keys[0]) || keys is ["metadata", "annotations", ..]);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Facts.Plans;
using PathToProd.Formats.Json;
using PathToProd.Formats.Values;

namespace PathToProd.Decisions.Plans;

/// <summary>Reads what a plan of Terraform would do, as <c>terraform show -json</c> says it. What is sensitive is only named.</summary>
/// <remarks>https://developer.hashicorp.com/terraform/internals/json-format#plan-representation</remarks>
/// <param name="isSecret">Whether a value holds a secret of the run, whatever Terraform says of it.</param>
public sealed class TerraformChanges(Func<JsonNode?, bool> isSecret)
{
    /// <summary>The resources that change.</summary>
    public ImmutableArray<PlannedChange> Of(JsonNode plan) =>
        [
            .. (plan["resource_changes"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(Change)
                .OfType<PlannedChange>()
                .OrderBy(change => change.What, StringComparer.Ordinal),
        ];

    /// <summary>The outputs that change.</summary>
    public ImmutableArray<PlannedOutput> Outputs(JsonNode plan) =>
        [
            .. (plan["output_changes"] as JsonObject ?? [])
                .Select(output => Output(output.Key, output.Value))
                .OfType<PlannedOutput>()
                .OrderBy(output => output.Name, StringComparer.Ordinal),
        ];

    /// <summary>What Terraform itself says that it cannot plan yet.</summary>
    public static ImmutableArray<PlanUnknown> Unknown(JsonNode plan) =>
        plan["complete"]?.GetValueKind() == System.Text.Json.JsonValueKind.False
            ? [new PlanUnknown("", UnknownCause.Failure, "", "Terraform says that this plan is not all of it")]
            : [];

    private PlannedChange? Change(JsonObject resource)
    {
        var change = resource["change"];
        var what =
            (resource["address"]?.ToString() ?? "")
            + (resource["deposed"] is { } deposed ? $" (deposed {deposed})" : "");
        if (Action(resource) is not { } action)
        {
            return null;
        }

        var planned = new PlannedChange(what, action)
        {
            ReplacedBecause =
            [
                .. (change?["replace_paths"] as JsonArray ?? [])
                    .OfType<JsonArray>()
                    .Select(Path)
                    .Order(StringComparer.Ordinal),
            ],
        };
        if (action is PlannedAction.Delete or PlannedAction.Forget)
        {
            return planned;
        }

        var fields = new Fields(isSecret);
        fields.Walk(
            action == PlannedAction.Replace ? null : change?["before"],
            change?["after"],
            change?["after_unknown"],
            [change?["after_sensitive"], change?["before_sensitive"]],
            ""
        );
        if (action == PlannedAction.Other)
        {
            fields.Known["actions"] = StableJson.Write(change?["actions"]);
        }

        return planned with
        {
            Fields = fields.Known.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Unknown = [.. fields.Unknown.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Secret = [.. fields.Secret.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    private PlannedOutput? Output(string name, JsonNode? change)
    {
        if (Action(new JsonObject { ["change"] = change?.DeepClone() }) is not { } action)
        {
            return null;
        }

        var output = new PlannedOutput(name, action);
        if (action == PlannedAction.Delete)
        {
            return output;
        }

        var isHidden =
            Fields.HasTrue(change?["after_sensitive"])
            || Fields.HasTrue(change?["before_sensitive"])
            || isSecret(change?["after"]);
        var isUnknown = Fields.HasTrue(change?["after_unknown"]);
        return output with
        {
            IsSecret = isHidden,
            IsUnknown = isUnknown,
            Value = isHidden || isUnknown ? null : StableJson.Write(change?["after"]),
        };
    }

    /// <summary>What is done; null for nothing, and for data that is only read.</summary>
    private static PlannedAction? Action(JsonObject resource)
    {
        var change = resource["change"];
        var actions = (change?["actions"] as JsonArray ?? []).Select(action => action?.ToString() ?? "").ToArray();
        return actions switch
        {
            [] or ["read"] => null,
            ["no-op"] => change?["importing"] is not null ? PlannedAction.Import
            : resource["previous_address"] is not null ? PlannedAction.Move
            : null,
            ["create"] => PlannedAction.Create,
            ["update"] => PlannedAction.Update,
            ["delete"] => PlannedAction.Delete,
            ["forget"] => PlannedAction.Forget,
            ["create", "delete"] or ["delete", "create"] => PlannedAction.Replace,
            _ => PlannedAction.Other,
        };
    }

    private static string Path(JsonArray keys) =>
        keys.Aggregate(
            "",
            (path, key) =>
                key?.GetValueKind() == System.Text.Json.JsonValueKind.Number
                    ? $"{path}[{key}]"
                    : ValuePath.Join(path, key?.ToString() ?? "")
        );

    /// <summary>What becomes of the fields of one resource. The masks of what is unknown and what is sensitive have the shape of the values.</summary>
    private sealed class Fields(Func<JsonNode?, bool> isSecret)
    {
        private const string Hidden = "***";

        public Dictionary<string, string> Known { get; } = new(StringComparer.Ordinal);

        public List<string> Unknown { get; } = [];

        public List<string> Secret { get; } = [];

        public static bool HasTrue(JsonNode? mask) =>
            mask switch
            {
                JsonValue value => value.TryGetValue<bool>(out var isSet) && isSet,
                JsonObject map => map.Any(pair => HasTrue(pair.Value)),
                JsonArray list => list.Any(HasTrue),
                _ => false,
            };

        public void Walk(JsonNode? before, JsonNode? after, JsonNode? unknown, JsonNode?[] sensitive, string path)
        {
            if (sensitive.Any(IsTrue))
            {
                Add(Secret, before, after, unknown, path);
            }
            else if (IsTrue(unknown))
            {
                Unknown.Add(path);
            }
            else if (after is JsonObject || after is null && unknown is JsonObject { Count: > 0 })
            {
                WalkMap(before as JsonObject, after as JsonObject, unknown as JsonObject, sensitive, path);
            }
            else if (after is JsonArray list && (before is null || before is JsonArray old && old.Count == list.Count))
            {
                WalkList(before as JsonArray, list, unknown as JsonArray, sensitive, path);
            }
            else if (HasTrue(unknown))
            {
                Unknown.Add(path);
            }
            else if (sensitive.Any(HasTrue) || isSecret(after))
            {
                Add(Secret, before, after, unknown, path);
            }
            else if (!JsonNode.DeepEquals(before, after))
            {
                Known[path] = StableJson.Write(after);
            }
        }

        private static void Add(List<string> paths, JsonNode? before, JsonNode? after, JsonNode? unknown, string path)
        {
            if (HasTrue(unknown) || !JsonNode.DeepEquals(before, after))
            {
                paths.Add(path);
            }
        }

        private void WalkMap(
            JsonObject? before,
            JsonObject? after,
            JsonObject? unknown,
            JsonNode?[] sensitive,
            string path
        )
        {
            var keys = (after ?? [])
                .Select(pair => pair.Key)
                .Union((before ?? []).Select(pair => pair.Key), StringComparer.Ordinal)
                .Union((unknown ?? []).Select(pair => pair.Key), StringComparer.Ordinal);
            foreach (var key in keys)
            {
                Walk(
                    before?[key],
                    after?[key],
                    unknown?[key],
                    [.. sensitive.Select(mask => (mask as JsonObject)?[key])],
                    // A key may be what is secret.
                    ValuePath.Join(path, isSecret(key) ? Hidden : key)
                );
            }
        }

        private void WalkList(
            JsonArray? before,
            JsonArray after,
            JsonArray? unknown,
            JsonNode?[] sensitive,
            string path
        )
        {
            for (var at = 0; at < after.Count; at++)
            {
                Walk(
                    before?[at],
                    after[at],
                    At(unknown, at),
                    [.. sensitive.Select(mask => At(mask as JsonArray, at))],
                    $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]"
                );
            }
        }

        private static JsonNode? At(JsonArray? mask, int at) => mask is not null && at < mask.Count ? mask[at] : null;

        private static bool IsTrue(JsonNode? mask) =>
            mask is JsonValue value && value.TryGetValue<bool>(out var isSet) && isSet;
    }
}

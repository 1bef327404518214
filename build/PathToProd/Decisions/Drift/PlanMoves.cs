using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PathToProd.Decisions.Drift;

/// <summary>Reads what a plan of Terraform would change, as <c>terraform show -json</c> says it.</summary>
/// <remarks>https://developer.hashicorp.com/terraform/internals/json-format#plan-representation</remarks>
public static class PlanMoves
{
    /// <summary>What was changed behind Terraform's back since it wrote the state.</summary>
    public static ImmutableArray<ResourceMove> Drift(JsonNode plan) => Of(plan, "resource_drift");

    /// <summary>What applying it would change.</summary>
    public static ImmutableArray<ResourceMove> Changes(JsonNode plan) => Of(plan, "resource_changes");

    private static ImmutableArray<ResourceMove> Of(JsonNode plan, string key) =>
        [
            .. (plan[key] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(change => Move(change["address"]?.ToString() ?? "", change["change"]))
                .Concat(
                    (plan["output_changes"] as JsonObject ?? []).Select(output =>
                        Move($"output {output.Key}", output.Value)
                    )
                )
                .Where(move => move.Actions is not (["no-op"] or ["read"] or [])),
        ];

    private static ResourceMove Move(string address, JsonNode? change) =>
        new(
            address,
            [.. (change?["actions"] as JsonArray ?? []).Select(action => action?.ToString() ?? "")],
            [.. Fields(change)]
        );

    /// <summary>What differs in a resource that stays, or is made again. What a plan cannot know yet differs too.</summary>
    private static IEnumerable<string> Fields(JsonNode? change)
    {
        if (change?["before"] is not JsonObject before || change["after"] is not JsonObject after)
        {
            return [];
        }

        var unknown = change["after_unknown"] as JsonObject ?? [];
        return FieldDifference
            .Between(before, after)
            .Select(field => field.Path)
            .Union(unknown.Where(field => Holds(field.Value)).Select(field => field.Key), StringComparer.Ordinal);
    }

    private static bool Holds(JsonNode? unknown) =>
        unknown switch
        {
            JsonValue value => value.TryGetValue<bool>(out var isUnknown) && isUnknown,
            JsonObject map => map.Any(pair => Holds(pair.Value)),
            JsonArray list => list.Any(Holds),
            _ => false,
        };
}

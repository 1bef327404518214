using System.Text;
using System.Text.Json.Nodes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Sums up a Terraform plan, one line a change. The whole of it is in the stage's log.</summary>
internal static class TerraformPlanText
{
    /// <summary>The lines, from what <c>terraform show -json</c> says of a plan; empty when nothing changes.</summary>
    public static string Of(JsonNode plan)
    {
        var text = new StringBuilder();
        foreach (var change in (plan["resource_changes"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            Append(text, change["change"], change["address"]?.ToString() ?? "");
        }

        foreach (var (name, change) in plan["output_changes"] as JsonObject ?? [])
        {
            Append(text, change, $"output {name}");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? change, string what)
    {
        var actions = (change?["actions"] as JsonArray)?.Select(action => action?.ToString()).ToArray() ?? [];
        var line = actions switch
        {
            ["create"] => $"+ create  {what}",
            ["update"] => $"~ update  {what}",
            ["delete"] => $"- delete  {what}",
            ["forget"] => $"- forget  {what}",
            ["create", "delete"] or ["delete", "create"] => $"± replace {what}",
            _ => null,
        };
        if (line is not null)
        {
            text.Append(line).Append('\n');
        }
    }
}

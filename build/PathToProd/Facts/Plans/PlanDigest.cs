using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Plans;

/// <summary>
/// The digest over what a plan means: where, which versions, values, actions, what they leave, replacements, outputs, what is not known and
/// why, over which state and at which commit. Not when, by whom, by which run, or in which order. As each deployment leaves another record
/// in the ledger, two plans that mean the same over different states differ, and one that was applied never comes again.
/// </summary>
internal static class PlanDigest
{
    public static Digest Of(EnvironmentPlan plan) => Of(SavedPlanDocument.PartsOf(plan));

    private static Digest Of(SavedPlanDocument document)
    {
        var json = (JsonObject)JsonNode.Parse(JsonReport.Line(document, PlanJson.Default.SavedPlanDocument))!;
        foreach (var key in (string[])["digest", "at", "who", "run"])
        {
            json.Remove(key);
        }

        return Digest.Of(Encoding.UTF8.GetBytes(StableJson.Write(json)));
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace PathToProd.Support;

/// <summary>The JSON schemas of reports for programs, as users have them.</summary>
public static class ReportSchema
{
    /// <summary>Whether there is a schema of that name, such as <c>status</c>.</summary>
    public static bool Exists(string report) => File.Exists(PathOf(report));

    /// <summary>Fails unless what was written fits the schema.</summary>
    public static void ShouldFit(string json, string report)
    {
        var faults = Faults(json, report);
        if (faults.Count > 0)
        {
            Assert.Fail($"This does not fit {PathOf(report)}:\n{string.Join('\n', faults)}\n\n{json}");
        }
    }

    /// <summary>What does not fit, each with its place.</summary>
    public static IReadOnlyList<string> Faults(string json, string report) =>
        new JsonSchemaChecker(File.ReadAllText(PathOf(report))).FaultsIn(JsonNode.Parse(json));

    private static string PathOf(string report, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(file, "..", "..", "..", "build", "schemas", "reports", $"{report}.schema.json"));
}

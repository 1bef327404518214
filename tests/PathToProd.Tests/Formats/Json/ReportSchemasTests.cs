using System.Text.Json.Nodes;
using PathToProd.Formats.Json;

namespace PathToProd.Tests.Formats.Json;

/// <summary>The JSON schemas of reports for programs.</summary>
public sealed class ReportSchemasTests
{
    private const string Pinned = """
        {
          "name": "a",
          "digest": "sha256:ab",
          "components": [{ "component": "dns", "version": "1.0.0", "digest": "sha256:cd" }]
        }
        """;

    private static IEnumerable<TestCaseData> Schemas() =>
        ReportSchemas
            .Of(typeof(ReportSchemas).Assembly)
            .Select(schema => new TestCaseData(schema.Value).SetArgDisplayNames(schema.Key));

    [TestCaseSource(nameof(Schemas))]
    public void A_schema_is_what_its_draft_allows(string schema) => JsonSchemaChecker.FaultsOf(schema).ShouldBeEmpty();

    [Test]
    public void What_may_be_left_out_may_be_left_out() => ReportSchema.Faults(Pinned, "pin").ShouldBeEmpty();

    [TestCase("\"name\": \"a\",", "")]
    [TestCase("\"name\": \"a\",", "\"name\": \"a\", \"more\": 1,")]
    [TestCase("\"name\": \"a\",", "\"name\": \"a\", \"note\": null,")]
    [TestCase("\"component\": \"dns\",", "")]
    [TestCase("\"component\": \"dns\",", "\"component\": \"dns\", \"more\": 1,")]
    [TestCase("\"version\": \"1.0.0\"", "\"version\": 1")]
    public void Anything_else_does_not_fit(string right, string wrong) =>
        ReportSchema.Faults(Pinned.Replace(right, wrong, StringComparison.Ordinal), "pin").ShouldNotBeEmpty();

    [TestCase("deploy")]
    [TestCase("Deploy")]
    public void A_word_is_one_of_those_that_there_are(string action)
    {
        var history = JsonNode.Parse(
            $$"""
            {
              "environments": [{
                "environment": "prod",
                "attempts": [{
                  "component": "dns",
                  "action": "{{action}}",
                  "outcome": "in-progress",
                  "version": "1.0.0",
                  "digest": "sha256:ab",
                  "run": "r",
                  "who": "ann",
                  "started": "2026-11-22T08:00:00+00:00"
                }],
                "units": [],
                "ignoredLines": []
              }]
            }
            """
        )!;

        ReportSchema.Faults(history.ToJsonString(), "history").Count.ShouldBe(action == "deploy" ? 0 : 1);
    }
}

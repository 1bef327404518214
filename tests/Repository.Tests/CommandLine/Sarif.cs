using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>A SARIF log, checked against the part of its schema that we write, which here has no other keys.</summary>
internal sealed class Sarif
{
    /// <summary>By sarif-schema-2.1.0.json of OASIS: names, required keys, types, enumerations and limits are its own.</summary>
    private const string Schema = """
        {
          "type": "object", "additionalProperties": false, "required": ["version", "runs"],
          "properties": {
            "$schema": { "const": "https://json.schemastore.org/sarif-2.1.0.json" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "minItems": 1, "maxItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["tool", "results"],
              "properties": {
                "tool": { "type": "object", "additionalProperties": false, "required": ["driver"], "properties": {
                  "driver": { "type": "object", "additionalProperties": false, "required": ["name"], "properties": {
                    "name": { "type": "string" }, "version": { "type": "string" }, "semanticVersion": { "type": "string" },
                    "rules": { "type": "array", "uniqueItems": true, "items": {
                      "type": "object", "additionalProperties": false, "required": ["id", "shortDescription", "defaultConfiguration"],
                      "properties": {
                        "id": { "type": "string", "minLength": 1 },
                        "shortDescription": { "$ref": "#/$defs/message" },
                        "defaultConfiguration": { "type": "object", "additionalProperties": false, "properties": { "level": { "$ref": "#/$defs/level" } } }
                      } } }
                  } } } },
                "invocations": { "type": "array", "items": {
                  "type": "object", "additionalProperties": false, "required": ["executionSuccessful"], "properties": {
                    "executionSuccessful": { "type": "boolean" }, "exitCode": { "type": "integer" },
                    "toolExecutionNotifications": { "type": "array", "items": {
                      "type": "object", "additionalProperties": false, "required": ["message"],
                      "properties": { "level": { "$ref": "#/$defs/level" }, "message": { "$ref": "#/$defs/message" } } } }
                  } } },
                "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
                "originalUriBaseIds": { "type": "object", "additionalProperties": false, "properties": {
                  "%SRCROOT%": { "type": "object", "additionalProperties": false, "properties": { "description": { "$ref": "#/$defs/message" } } } } },
                "results": { "type": "array", "items": {
                  "type": "object", "additionalProperties": false, "required": ["message", "ruleId", "ruleIndex", "level"], "properties": {
                    "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": 0 },
                    "level": { "$ref": "#/$defs/level" }, "message": { "$ref": "#/$defs/message" },
                    "locations": { "$ref": "#/$defs/locations" }, "relatedLocations": { "$ref": "#/$defs/locations" }
                  } } }
              } } }
          },
          "$defs": {
            "level": { "enum": ["none", "note", "warning", "error"] },
            "message": { "type": "object", "additionalProperties": false, "required": ["text"], "properties": { "text": { "type": "string", "minLength": 1 } } },
            "locations": { "type": "array", "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["physicalLocation"], "properties": {
                "physicalLocation": { "type": "object", "additionalProperties": false, "required": ["artifactLocation"], "properties": {
                  "artifactLocation": { "type": "object", "additionalProperties": false, "required": ["uri"], "properties": {
                    "uri": { "type": "string", "minLength": 1 }, "uriBaseId": { "const": "%SRCROOT%" } } },
                  "region": { "type": "object", "additionalProperties": false, "properties": {
                    "startLine": { "type": "integer", "minimum": 1 }, "startColumn": { "type": "integer", "minimum": 1 } } }
                } } } } }
          }
        }
        """;

    private readonly JsonNode _run;

    private Sarif(JsonNode run) => _run = run;

    public static Sarif Read(string text)
    {
        var log = JsonNode.Parse(text)!;
        new JsonSchemaChecker(Schema).FaultsIn(log).ShouldBeEmpty(text);
        var sarif = new Sarif(log["runs"]![0]!);
        sarif.RulesShouldBeKnown();
        return sarif;
    }

    /// <summary>Each result as <c>rule uri:line:column text</c>.</summary>
    public string[] Results =>
        [.. _run["results"]!.AsArray().Select(one => $"{one!["ruleId"]} {Place(one)} {one["message"]!["text"]}")];

    public JsonNode Invocation => _run["invocations"]![0]!;

    public string? Seen(int index) =>
        (string?)_run["results"]![index]!["relatedLocations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"];

    public string? Meaning(string rule) =>
        (string?)Rules.Single(one => (string?)one["id"] == rule)["shortDescription"]!["text"];

    private IEnumerable<JsonNode> Rules => _run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!);

    private void RulesShouldBeKnown()
    {
        foreach (var result in _run["results"]!.AsArray())
        {
            ((string?)Rules.ElementAt((int)result!["ruleIndex"]!)["id"]).ShouldBe((string?)result["ruleId"]);
        }
    }

    private static string Place(JsonNode result)
    {
        var place = result["locations"]?[0]?["physicalLocation"];
        return place is null
            ? "-"
            : $"{place["artifactLocation"]!["uri"]}:{place["region"]?["startLine"]}:{place["region"]?["startColumn"]}";
    }
}

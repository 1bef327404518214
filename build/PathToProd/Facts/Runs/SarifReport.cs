using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>What is wrong as SARIF 2.1.0, which code review shows at its place: one run of one tool, with a rule for each kind.</summary>
/// <remarks>See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.</remarks>
public static class SarifReport
{
    /// <summary>The schema that it names.</summary>
    public const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    private const string Root = "%SRCROOT%";

    /// <summary>The document, with a line break at its end.</summary>
    /// <param name="version">The program's version.</param>
    /// <param name="findings">What is wrong; none says that all is right.</param>
    /// <param name="exitCode">How the call ended.</param>
    /// <param name="failure">Why it could not find out more, as a message; null when it could.</param>
    public static string Write(
        string version,
        ImmutableArray<Finding> findings,
        ExitCode exitCode,
        string? failure = null
    )
    {
        string[] rules =
        [
            .. findings.Select(one => one.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        var driver = new JsonObject
        {
            ["name"] = "Path to Prod",
            ["version"] = version,
            ["semanticVersion"] = version,
            ["rules"] = Array(rules.Select(rule => Rule(findings.First(one => one.Rule == rule)))),
        };
        var invocation = new JsonObject { ["executionSuccessful"] = failure is null, ["exitCode"] = (int)exitCode };
        if (failure is not null)
        {
            invocation["toolExecutionNotifications"] = new JsonArray(
                new JsonObject { ["level"] = "error", ["message"] = Message(failure) }
            );
        }

        return JsonReport.Write(
            new JsonObject
            {
                ["$schema"] = Schema,
                ["version"] = "2.1.0",
                ["runs"] = new JsonArray(
                    new JsonObject
                    {
                        ["tool"] = new JsonObject { ["driver"] = driver },
                        ["invocations"] = new JsonArray(invocation),
                        ["columnKind"] = "utf16CodeUnits",
                        ["originalUriBaseIds"] = new JsonObject
                        {
                            [Root] = new JsonObject { ["description"] = Message("The folder of platform.yaml.") },
                        },
                        ["results"] = Array(findings.Select(one => Result(one, rules))),
                    }
                ),
            }
        );
    }

    private static JsonObject Rule(Finding finding) =>
        new()
        {
            ["id"] = finding.Rule,
            ["shortDescription"] = Message(finding.Meaning),
            ["defaultConfiguration"] = new JsonObject { ["level"] = "error" },
        };

    private static JsonObject Result(Finding finding, string[] rules)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule,
            ["ruleIndex"] = System.Array.IndexOf(rules, finding.Rule),
            ["level"] = "error",
            ["message"] = Message(finding.Text),
        };
        if (finding.Where is { } where)
        {
            result["locations"] = new JsonArray(Location(where));
        }

        if (finding.Seen is { } seen)
        {
            result["relatedLocations"] = new JsonArray(Location(seen));
        }

        return result;
    }

    private static JsonObject Location(SourcePosition where)
    {
        var isRelative = !where.File.StartsWith('/');
        var artifact = new JsonObject { ["uri"] = isRelative ? Escaped(where.File) : $"file://{Escaped(where.File)}" };
        if (isRelative)
        {
            artifact["uriBaseId"] = Root;
        }

        var place = new JsonObject { ["artifactLocation"] = artifact };
        if (where.Line > 0)
        {
            var region = new JsonObject { ["startLine"] = where.Line };
            if (where.Column > 0)
            {
                region["startColumn"] = where.Column;
            }

            place["region"] = region;
        }

        return new JsonObject { ["physicalLocation"] = place };
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static JsonObject Message(string text) => new() { ["text"] = Printable.Message(text) };

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}

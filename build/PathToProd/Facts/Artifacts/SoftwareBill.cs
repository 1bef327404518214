using System.Text.Json.Nodes;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Artifacts;

/// <summary>
/// What the program consists of, as a bill of CycloneDX: the packages that .NET's own list of its dependencies (<c>path-to-prod.deps.json</c>)
/// names, with their digests, and the assemblies that it carries beside them. The same program always has the same bill.
/// </summary>
/// <remarks>See https://cyclonedx.org/docs/1.6/json/.</remarks>
public static class SoftwareBill
{
    private const string Package = "PathToProd.Tool";

    /// <summary>The bill, with a line break at its end.</summary>
    /// <param name="dependencies">The text of <c>path-to-prod.deps.json</c>.</param>
    /// <param name="version">The version of the program.</param>
    public static string Write(string dependencies, string version)
    {
        var list = JsonNode.Parse(dependencies)!;
        var libraries = list["libraries"]!.AsObject();
        var program = libraries.First(one => one.Key.StartsWith("path-to-prod/", StringComparison.Ordinal)).Key;
        var parts = libraries
            .Where(one => one.Key != program)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToArray();
        var references = parts.ToDictionary(
            one => Name(one.Key),
            one => Reference(one.Key),
            StringComparer.OrdinalIgnoreCase
        );
        var target = list["targets"]![list["runtimeTarget"]!["name"]!.ToString()]!.AsObject();
        var self = $"pkg:nuget/{Package}@{version}";
        return JsonReport.Write(
            new JsonObject
            {
                ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
                ["bomFormat"] = "CycloneDX",
                ["specVersion"] = "1.6",
                ["version"] = 1,
                ["metadata"] = new JsonObject
                {
                    ["component"] = new JsonObject
                    {
                        ["type"] = "application",
                        ["bom-ref"] = self,
                        ["name"] = Package,
                        ["version"] = version,
                        ["purl"] = self,
                        ["licenses"] = new JsonArray(
                            new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }
                        ),
                    },
                },
                ["components"] = new JsonArray([.. parts.Select(one => Component(one.Key, one.Value!))]),
                ["dependencies"] = new JsonArray([
                    Dependency(self, target[program]),
                    .. parts.Select(one => Dependency(Reference(one.Key), target[one.Key])),
                ]),
            }
        );

        JsonObject Dependency(string reference, JsonNode? entry) =>
            new()
            {
                ["ref"] = reference,
                ["dependsOn"] = new JsonArray([
                    .. (entry?["dependencies"]?.AsObject() ?? [])
                        .Where(one => references.ContainsKey(one.Key))
                        .Select(one => (JsonNode)references[one.Key])
                        .OrderBy(one => one.ToString(), StringComparer.Ordinal),
                ]),
            };
    }

    private static JsonObject Component(string library, JsonNode about)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = Reference(library),
            ["name"] = Name(library),
            ["version"] = Version(library),
        };
        if (about["type"]!.ToString() == "package")
        {
            component["purl"] = Reference(library);
            var digest = about["sha512"]!.ToString();
            component["hashes"] = new JsonArray(
                new JsonObject
                {
                    ["alg"] = "SHA-512",
                    ["content"] = Convert.ToHexStringLower(
                        Convert.FromBase64String(digest[(digest.IndexOf('-', StringComparison.Ordinal) + 1)..])
                    ),
                }
            );
        }

        return component;
    }

    private static string Name(string library) => library[..library.IndexOf('/', StringComparison.Ordinal)];

    private static string Version(string library) => library[(library.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string Reference(string library) => $"pkg:nuget/{Name(library)}@{Version(library)}";
}

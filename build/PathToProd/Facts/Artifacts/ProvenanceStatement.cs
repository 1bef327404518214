using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>
/// The build record of an artifact as a statement of in-toto, with SLSA's predicate of provenance. It says who claims to have built what;
/// a signature (cosign) makes it evidence.
/// </summary>
/// <remarks>See https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md and https://slsa.dev/spec/v1.0/provenance.</remarks>
public static class ProvenanceStatement
{
    /// <summary>The type of its predicate, which verifiers ask for.</summary>
    public const string PredicateType = "https://slsa.dev/provenance/v1";

    private const string Changes = "+changes";

    /// <summary>The statement, with a line break at its end.</summary>
    /// <param name="component">The component.</param>
    /// <param name="version">Its version.</param>
    /// <param name="digest">The digest of the artifact's manifest, which is the subject.</param>
    /// <param name="record">What is known of its build; what is unknown is left out.</param>
    /// <param name="program">The version of the program that built it.</param>
    public static string Write(string component, SemVersion version, Digest digest, BuildRecord record, string program)
    {
        var definition = new JsonObject
        {
            ["buildType"] = "urn:path-to-prod:build:v1",
            ["externalParameters"] = new JsonObject { ["component"] = component, ["version"] = version.ToString() },
            ["internalParameters"] = Known(("who", record.Who)),
        };
        if (record.Commit is { } commit)
        {
            definition["resolvedDependencies"] = new JsonArray(Source(commit));
        }

        return JsonReport.Write(
            new JsonObject
            {
                ["_type"] = "https://in-toto.io/Statement/v1",
                ["subject"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = component,
                        ["digest"] = new JsonObject { ["sha256"] = digest.Hex },
                    }
                ),
                ["predicateType"] = PredicateType,
                ["predicate"] = new JsonObject
                {
                    ["buildDefinition"] = definition,
                    ["runDetails"] = new JsonObject
                    {
                        ["builder"] = new JsonObject
                        {
                            ["id"] = "urn:path-to-prod:builder",
                            ["version"] = new JsonObject { ["path-to-prod"] = program },
                        },
                        ["metadata"] = Known(
                            ("invocationId", record.Run),
                            (
                                "finishedOn",
                                record
                                    .Created?.ToUniversalTime()
                                    .ToString(
                                        "yyyy-MM-dd'T'HH:mm:ss'Z'",
                                        System.Globalization.CultureInfo.InvariantCulture
                                    )
                            )
                        ),
                    },
                },
            }
        );
    }

    /// <summary>What differed from the commit is not in any repository: then the commit alone does not make the artifact.</summary>
    private static JsonObject Source(string commit)
    {
        var hasChanges = commit.EndsWith(Changes, StringComparison.Ordinal);
        var source = new JsonObject
        {
            ["name"] = "repository",
            ["digest"] = new JsonObject { ["gitCommit"] = hasChanges ? commit[..^Changes.Length] : commit },
        };
        if (hasChanges)
        {
            source["annotations"] = new JsonObject { ["changes"] = "the work tree differed from the commit" };
        }

        return source;
    }

    private static JsonObject Known(params (string Name, string? Value)[] values)
    {
        var known = new JsonObject();
        foreach (var (name, value) in values.Where(one => one.Value is not null))
        {
            known[name] = value;
        }

        return known;
    }
}

using System.Text.Json.Nodes;
using PathToProd.Facts.Artifacts;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Artifacts;

/// <summary>The build record as a statement of in-toto with SLSA's predicate.</summary>
public sealed class ProvenanceStatementTests
{
    private static readonly Digest Artifact = new("sha256:" + new string('a', 64));

    [Test]
    public void It_names_the_artifact_its_source_and_who_built_it() =>
        Write(
                new BuildRecord(
                    new DateTimeOffset(2026, 11, 29, 9, 30, 0, TimeSpan.FromHours(1)),
                    "0123456789abcdef0123456789abcdef01234567",
                    "20261129-083000-3fa2",
                    "ann@host"
                )
            )
            .ShouldBe(
                $$"""
                {
                  "_type": "https://in-toto.io/Statement/v1",
                  "subject": [
                    {
                      "name": "ingress",
                      "digest": {
                        "sha256": "{{Artifact.Hex}}"
                      }
                    }
                  ],
                  "predicateType": "https://slsa.dev/provenance/v1",
                  "predicate": {
                    "buildDefinition": {
                      "buildType": "urn:path-to-prod:build:v1",
                      "externalParameters": {
                        "component": "ingress",
                        "version": "1.4.0"
                      },
                      "internalParameters": {
                        "who": "ann@host"
                      },
                      "resolvedDependencies": [
                        {
                          "name": "repository",
                          "digest": {
                            "gitCommit": "0123456789abcdef0123456789abcdef01234567"
                          }
                        }
                      ]
                    },
                    "runDetails": {
                      "builder": {
                        "id": "urn:path-to-prod:builder",
                        "version": {
                          "path-to-prod": "0.5.0"
                        }
                      },
                      "metadata": {
                        "invocationId": "20261129-083000-3fa2",
                        "finishedOn": "2026-11-29T08:30:00Z"
                      }
                    }
                  }
                }

                """
            );

    [Test]
    public void A_work_tree_that_differed_from_its_commit_is_said()
    {
        var source = JsonNode.Parse(Write(BuildRecord.Unknown with { Commit = "abc+changes" }))!["predicate"]![
            "buildDefinition"
        ]!["resolvedDependencies"]![0]!;

        source["digest"]!["gitCommit"]!.ToString().ShouldBe("abc");
        source["annotations"]!["changes"]!.ToString().ShouldBe("the work tree differed from the commit");
    }

    [Test]
    public void What_is_unknown_is_left_out()
    {
        var statement = Write(BuildRecord.Unknown);

        statement.ShouldNotContain("resolvedDependencies");
        statement.ShouldNotContain("null");
        statement.ShouldNotContain("finishedOn");
    }

    private static string Write(BuildRecord record) =>
        ProvenanceStatement.Write("ingress", SemVersion.Parse("1.4.0"), Artifact, record, "0.5.0");
}

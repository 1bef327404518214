using PathToProd.Facts.Artifacts;

namespace PathToProd.Tests.Facts.Artifacts;

/// <summary>What the program consists of, as CycloneDX says it.</summary>
public sealed class SoftwareBillTests
{
    private const string Dependencies = """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0", "signature": "" },
          "targets": { ".NETCoreApp,Version=v10.0": {
            "path-to-prod/0.1.0": { "dependencies": { "NodaTime": "3.3.7", "PathToProd": "0.1.0", "NotCarried": "1.0.0" } },
            "NodaTime/3.3.7": { "runtime": {} },
            "PathToProd/0.1.0": { "dependencies": { "NodaTime": "3.3.7" } }
          } },
          "libraries": {
            "path-to-prod/0.1.0": { "type": "project", "serviceable": false, "sha512": "" },
            "PathToProd/0.1.0": { "type": "project", "serviceable": false, "sha512": "" },
            "NodaTime/3.3.7": { "type": "package", "serviceable": true, "sha512": "sha512-AQID", "path": "nodatime/3.3.7" }
          }
        }
        """;

    [Test]
    public void It_names_packages_with_their_digests_and_what_needs_what() =>
        SoftwareBill
            .Write(Dependencies, "0.1.0")
            .ShouldBe(
                """
                {
                  "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.6",
                  "version": 1,
                  "metadata": {
                    "component": {
                      "type": "application",
                      "bom-ref": "pkg:nuget/PathToProd.Tool@0.1.0",
                      "name": "PathToProd.Tool",
                      "version": "0.1.0",
                      "purl": "pkg:nuget/PathToProd.Tool@0.1.0",
                      "licenses": [
                        {
                          "license": {
                            "id": "MIT"
                          }
                        }
                      ]
                    }
                  },
                  "components": [
                    {
                      "type": "library",
                      "bom-ref": "pkg:nuget/NodaTime@3.3.7",
                      "name": "NodaTime",
                      "version": "3.3.7",
                      "purl": "pkg:nuget/NodaTime@3.3.7",
                      "hashes": [
                        {
                          "alg": "SHA-512",
                          "content": "010203"
                        }
                      ]
                    },
                    {
                      "type": "library",
                      "bom-ref": "pkg:nuget/PathToProd@0.1.0",
                      "name": "PathToProd",
                      "version": "0.1.0"
                    }
                  ],
                  "dependencies": [
                    {
                      "ref": "pkg:nuget/PathToProd.Tool@0.1.0",
                      "dependsOn": [
                        "pkg:nuget/NodaTime@3.3.7",
                        "pkg:nuget/PathToProd@0.1.0"
                      ]
                    },
                    {
                      "ref": "pkg:nuget/NodaTime@3.3.7",
                      "dependsOn": []
                    },
                    {
                      "ref": "pkg:nuget/PathToProd@0.1.0",
                      "dependsOn": [
                        "pkg:nuget/NodaTime@3.3.7"
                      ]
                    }
                  ]
                }

                """
            );
}

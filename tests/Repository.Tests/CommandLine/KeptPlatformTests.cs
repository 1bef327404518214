using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Platforms that earlier versions of Path to Prod made, read by this one as they were meant.</summary>
[TestFixtureSource(nameof(Versions))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class KeptPlatformTests(string version) : IDisposable
{
    private readonly ScratchPlatform _platform = KeptPlatform.Copy(version);

    private static IEnumerable<string> Versions() => KeptPlatform.Versions;

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Its_manifests_and_version_sets_are_accepted_and_its_artifacts_are_built_alike()
    {
        _platform.Run("--target=Build", "--component=all").ShouldSucceed();

        // The digests of the pinned set are those of the artifacts that were built just now.
        _platform
            .Run("--target=Check")
            .ShouldSucceed()
            .Output.ShouldBe("2 components, 2 environments and 1 version set: no problem found.\n");
    }

    [Test]
    public void Its_ledger_says_what_was_deployed_and_by_which_version()
    {
        var history = Json("--target=History", "--environment=ci");

        var environment = history["environments"]![0]!;
        environment["ignoredLines"]!.AsArray().ShouldBeEmpty();
        environment["attempts"]!
            .AsArray()
            .Select(attempt =>
                $"{attempt!["component"]} {attempt["version"]} {attempt["outcome"]} {attempt["product"]}"
            )
            .ShouldBe([$"web 1.0.0 succeeded {version}", $"net 1.0.0 succeeded {version}"]);
    }

    [Test]
    public void Its_evidence_counts_until_it_is_too_old()
    {
        var cell = Json("--target=Matrix")["sets"]![0]!["environments"]![0]!;

        if ((string?)cell["state"] != "known-good")
        {
            ((string?)cell["was"]).ShouldBe("passed");
            ((string?)cell["why"]!.AsArray().Single()).ShouldEndWith(" old, and evidence counts for 30d");
        }
    }

    [Test]
    public void Its_promotions_say_what_prod_should_run_and_why()
    {
        var decided = Json("--target=History", "--environment=prod")["environments"]![0]!["decided"]!.AsArray();

        decided
            .Select(record => $"{record!["event"]} {record["set"]} {record["reason"]}")
            .ShouldBe(["promoted 2026.11.1 the first"]);
    }

    [Test]
    public void Its_saved_plan_is_read_and_refused_for_nothing_but_the_commit_that_it_was_made_at()
    {
        _platform.Run("--target=Build", "--component=all").ShouldSucceed();

        _platform
            .Run("--target=Deploy", "--environment=prod", "--plan=plan.json")
            .ShouldEnd(3)
            .Error.ShouldMatch(
                @"^The plan plan\.json is not applied: it was made at commit [0-9a-f]{40}, and this checkout is at commit [0-9a-f]{40}\. "
                    + @"Check that out, or make a new plan\. Nothing was touched\.\n$"
            );
    }

    private JsonNode Json(params string[] arguments) =>
        JsonNode.Parse(_platform.Run([.. arguments, "--output=json"]).ShouldSucceed().RawOutput)!;
}

using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The target Resolve.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ResolveTests : IDisposable
{
    private readonly SetPlatform _sets = new();

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void The_newest_versions_that_fit_are_proposed_and_can_be_pinned()
    {
        _sets.Deploy().Pin("first").Build("base", "1.1.0").Build("base", "2.0.0").Build("web", "1.1.0");

        var resolved = Platform.Run("--target=Resolve").ShouldSucceed();
        var pinned = Platform.Run("--target=Pin", "--set=second").ShouldSucceed();

        resolved.Output.ShouldBe(
            """
            Proposed, from first: 2 components change, 0 stay.

            COMPONENT  CHANGE    FROM   TO
            base       upgraded  1.0.0  1.1.0
            web        upgraded  1.0.0  1.1.0

            Why:
              base 1.1.0: the newest that fits: every web requires base >=1 <2.
              web 1.1.0: the newest.

            This set was never tested. No set is known good yet.
            No environment is for tests yet: write for-tests: true in the environment.yaml of one that tests may
            change, and Certify works there.
            It is in artifacts/proposed.yaml.

            Next:
              ./build.sh --target=Pin  pins it

            """
        );
        resolved.Touched.ShouldBe(["artifacts/proposed.yaml"]);
        pinned.Output.ShouldStartWith("Pinned second: 2 components");
        Platform.Read(_sets.SetFile("second")).ShouldContain("\nfrom: first\n");
    }

    [Test]
    public void After_a_set_was_certified_what_is_newer_is_proposed_and_said_to_be_untested()
    {
        Platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n");
        _sets.Deploy();
        Platform.Run("--target=Resolve").ShouldSucceed();
        Platform.Run("--target=Certify", "--set=proposed", "--environment=sandbox").ShouldSucceed();
        Platform.Run("--target=Pin", "--set=first").ShouldSucceed();
        var known = Platform.Run("--target=Resolve").ShouldSucceed();
        _sets.Build("web", "1.1.0");

        var resolved = Platform.Run("--target=Resolve").ShouldSucceed();
        var json = Json(Platform.Run("--target=Resolve", "--output=json").ShouldSucceed());
        var only = Platform.Run("--target=Resolve", "--only-known-good").ShouldSucceed();

        known.Said.ShouldContain("It is known good: first passed on ");
        resolved.Output.ShouldContain("web        upgraded  1.0.0  1.1.0\n");
        resolved.Output.ShouldContain("\nThis set was never tested. Not known to work:\n  web 1.1.0: no evidence.\n");
        resolved.Said.ShouldContain("The nearest known-good set is first, which passed on ");
        resolved.Said.ShouldContain("It has web 1.0.0. --only-known-good proposes only known-good sets.");
        var missing = json["missingEvidence"]!;
        missing["set"]!.ToString().ShouldBe("unknown");
        missing["versions"]!
            .ToJsonString()
            .ShouldBe("""[{"component":"web","version":"1.1.0","evidence":"unknown"}]""");
        missing["pairs"]!.AsArray().ShouldBeEmpty();
        missing["nearestKnownGood"]!["name"]!.ToString().ShouldBe("first");
        only.Output.ShouldContain("  web 1.0.0: part of first, which is known good.\n");
    }

    [Test]
    public void Only_what_is_named_becomes_newer()
    {
        _sets.Deploy().Pin("first").Build("base", "1.1.0").Build("web", "1.1.0");

        var resolved = Platform.Run("--target=Resolve", "--from=first", "--upgrade=base").ShouldSucceed();

        resolved.Output.ShouldContain("base       upgraded  1.0.0  1.1.0\n");
        resolved.Output.ShouldNotContain("web        upgraded");
        resolved.Output.ShouldStartWith("Proposed, from first: 1 component changes, 1 stays.\n");
    }

    [Test]
    public void A_range_says_how_new()
    {
        _sets.Deploy().Build("web", "1.1.0").Build("web", "1.2.0");

        Json(
            Platform.Run("--target=Resolve", "--from=sandbox", "--upgrade=web@1.1.x", "--output=json").ShouldSucceed()
        )["components"]!
            .AsArray()
            .Select(one => $"{one!["component"]} {one["version"]}")
            .ShouldBe(["base 1.0.0", "web 1.1.0"]);
    }

    [Test]
    public void A_version_that_is_not_there_is_reported()
    {
        _sets.Deploy();

        Platform
            .Run("--target=Resolve", "--upgrade=web@9.x,wep,Base")
            .ShouldOnlySay(
                2,
                "--upgrade must be a name such as base-k8s, and \"Base\" is not: 'B' is an upper-case letter; "
                    + "write lower-case letters, digits and dashes, such as base"
            );
        Platform
            .Run("--target=Resolve", "--upgrade=web@9.x,wep")
            .ShouldOnlySay(
                2,
                "there is no version of wep in artifacts/store; did you mean web?",
                "there is no web 9.x in artifacts/store; the only version is 1.0.0"
            );
    }

    [Test]
    public void A_range_of_which_only_pre_releases_exist_says_how_to_name_one()
    {
        _sets.Deploy().Build("web", "1.8.0-rc.1").Build("web", "1.8.0-rc.2");

        Platform
            .Run("--target=Resolve", "--from=sandbox", "--upgrade=web@1.8.x")
            .ShouldOnlySay(
                2,
                "there is no web 1.8.x in artifacts/store but for pre-releases: 1.8.0-rc.2, 1.8.0-rc.1; "
                    + "name the one that you want: --upgrade=web@1.8.0-rc.2"
            );
        Platform
            .Run("--target=Resolve", "--from=sandbox", "--upgrade=web@1.8.0-rc.2")
            .ShouldSucceed()
            .Output.ShouldContain("web        upgraded  1.0.0  1.8.0-rc.2\n");
    }

    [Test]
    public void What_was_never_built_cannot_be_proposed() =>
        Platform
            .Run("--target=Resolve")
            .ShouldOnlySay(
                2,
                "there is no version of base in artifacts/store; build it: ./build.sh --target=Build --component=base",
                "there is no version of web in artifacts/store; build it: ./build.sh --target=Build --component=web"
            );

    [Test]
    public void A_refusal_explains_itself_and_proposes_nothing()
    {
        _sets.Deploy().Build("base", "2.0.0").Build("web", "2.0.0", "requires:\n  base: 2.x\n");
        Platform.Environment(
            "prod",
            "target: { directory: artifacts/prod }\nholds: { base: { range: 1.x, reason: nodes follow in May } }\n"
        );

        var refused = Platform
            .Run("--target=Resolve", "--from=sandbox", "--environment=prod", "--upgrade=web@2.x")
            .ShouldEnd(3);
        var json = Json(
            Platform.Run(
                "--target=Resolve",
                "--from=sandbox",
                "--environment=prod",
                "--upgrade=web@2.x",
                "--output=json"
            )
        );

        refused.Error.ShouldContain("web 2.0.0 requires base 2.x");
        refused.Error.ShouldContain("prod holds base");
        refused.ShouldTouchNothing();
        refused.Output.ShouldBeEmpty();
        json["outcome"]!.ToString().ShouldBe("refused");
        (json["text"]! + "\n").ShouldBe(refused.Error);
    }

    [Test]
    public void Only_known_good_refuses_while_nothing_is()
    {
        _sets.Deploy();

        Platform
            .Run("--target=Resolve", "--only-known-good")
            .ShouldOnlySay(
                3,
                "You asked for known-good sets only, and no set is known good yet.\n\n"
                    + "Certify base 1.0.0 and web 1.0.0, as nothing else stands in the way."
            );
    }

    [Test]
    public void Another_build_of_a_version_does_not_take_the_place_of_the_one_that_is_there()
    {
        _sets.Deploy().Pin("first").Build("base", "1.0.0", "description: built again\n").Build("web", "1.1.0");

        Platform
            .Run("--target=Resolve", "--from=first")
            .ShouldSucceed()
            .Output.ShouldStartWith("Proposed, from first: 1 component changes, 1 stays.\n");
    }

    [Test]
    public void What_is_not_found_out_within_the_limit_is_reported_and_nothing_is_proposed()
    {
        // Four components, of which no two may have the same of three versions.
        string[] pigeons = ["ann", "bob", "cat", "dan"];
        foreach (var version in new[] { "1.0.0", "2.0.0", "3.0.0" })
        {
            foreach (var pigeon in pigeons)
            {
                var others = pigeons.Where(other => other != pigeon).Select(other => $"{other}: {version}");
                Platform.Component(pigeon, version, $"conflicts: {{ {string.Join(", ", others)} }}\n");
            }

            Platform.Run("--target=Build", $"--component={string.Join(',', pigeons)}").ShouldSucceed();
        }

        var upgrade = $"--upgrade={string.Join(',', pigeons)}";
        _sets.Deploy("base,web").Pin("first");
        Platform.Run("--target=Resolve", "--from=first", upgrade).ShouldEnd(3);
        Platform
            .Run("--target=Resolve", "--from=first", upgrade, "--limit=50")
            .ShouldOnlySay(
                1,
                "Neither a set that fulfils everything nor a proof that there is none was found in 50 steps. "
                    + "Hold some components in a narrow range, upgrade fewer components at once, start from a known-good set, "
                    + "or allow more steps with --limit."
            );
        var json = Json(
            Platform.Run("--target=Resolve", "--from=first", upgrade, "--limit=50", "--output=json").ShouldEnd(1)
        );
        json["outcome"]!.ToString().ShouldBe("gave-up");
        json["steps"]!.GetValue<long>().ShouldBeGreaterThan(50);
        json["text"]!.ToString().ShouldStartWith("Neither a set that fulfils everything");
    }

    [TestCase("many")]
    [TestCase("-1")]
    [TestCase("1e9")]
    public void A_limit_that_is_not_a_number_is_reported(string limit) =>
        Platform
            .Run("--target=Resolve", $"--limit={limit}")
            .ShouldOnlySay(
                2,
                $"--limit cannot be {limit}; write a whole number of steps; without it, it is 20000000, or more for more than 1000 components"
            );

    private static JsonNode Json(ProgramResult result) => JsonNode.Parse(result.Raw)!;
}

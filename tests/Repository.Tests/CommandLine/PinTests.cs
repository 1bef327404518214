using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The targets Pin and Sets.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class PinTests : IDisposable
{
    private readonly SetPlatform _sets = new();

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void What_runs_in_an_environment_is_pinned_and_listed()
    {
        _sets.Deploy();

        var pinned = Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox", "--note=before the big one")
            .ShouldSucceed();
        var listed = Platform.Run("--target=Sets").ShouldSucceed();

        pinned.Output.ShouldBe(
            "Pinned first: 2 components, sha256:<digest>.\nCommit environments/version-sets/first.yaml.\n"
        );
        pinned.Touched.ShouldContain("environments/version-sets/first.yaml");
        var text = Platform.Read(_sets.SetFile("first"));
        text.ShouldContain("\nfrom: sandbox\n");
        text.ShouldContain("\nnote: \"before the big one\"\n");
        text.ShouldContain("\n  base:\n    version: 1.0.0\n    digest: sha256:");
        listed.Tables.ShouldStartWith(
            """
            SET  DIGEST  MADE  BY  FROM  COMPONENTS  SIGNED  NOTE
            first  sha256:<digest>  just now
            """
        );
        listed.Tables.ShouldEndWith("  sandbox  2  no  before the big one\n");
        listed.ShouldTouchNothing();
    }

    [Test]
    public void Without_a_name_it_is_the_next_one_of_the_month()
    {
        _sets.Deploy();

        var first = Json(Platform.Run("--target=Pin", "--from=sandbox", "--output=json").ShouldSucceed());
        var second = Json(Platform.Run("--target=Pin", "--from=sandbox", "--output=json").ShouldSucceed());

        var name = first["name"]!.ToString();
        name.ShouldMatch("^20[0-9]{2}\\.[0-9]{1,2}\\.1$");
        second["name"]!.ToString().ShouldBe($"{name[..^1]}2");
        second["sameAs"]!.ToString().ShouldBe(name);
        second["digest"]!.ToString().ShouldBe(first["digest"]!.ToString());
        second["files"]!.ToJsonString().ShouldBe($"[\"{_sets.SetFile($"{name[..^1]}2")}\"]");
        Json(Platform.Run("--target=Sets", "--output=json"))["sets"]!
            .AsArray()
            .Select(set => $"{set!["name"]} {set["from"]} {set["signature"]} {set["components"]!.AsArray().Count}")
            .ShouldBe([$"{name[..^1]}2 sandbox missing 2", $"{name} sandbox missing 2"]);
    }

    [Test]
    public void Another_set_is_pinned_under_a_name_of_its_own()
    {
        _sets.Deploy().Pin("first");

        Platform
            .Run("--target=Pin", "--set=second", "--from=first")
            .ShouldSucceed()
            .Output.ShouldBe(
                "Pinned second: 2 components, sha256:<digest>.\nIt runs the same as first, so evidence about that counts for it.\n"
                    + "Commit environments/version-sets/second.yaml.\n"
            );
        Platform.Read(_sets.SetFile("second")).ShouldContain("\nfrom: first\nfrom-digest: sha256:");
    }

    [Test]
    public void Nothing_that_was_proposed_is_reported() =>
        Platform
            .Run("--target=Pin")
            .ShouldOnlySay(
                2,
                "there is nothing to pin: no set was proposed yet; "
                    + "run ./build.sh --target=Resolve first, or add --from=NAME: a version set or an environment"
            );

    [Test]
    public void No_sets_is_reported_with_what_to_do() =>
        Platform
            .Run("--target=Sets")
            .ShouldSucceed()
            .Output.ShouldBe(
                "No version set is pinned yet. ./build.sh --target=Resolve proposes one, and ./build.sh --target=Pin pins it.\n"
            );

    [Test]
    public void A_pinned_set_is_never_written_over()
    {
        _sets.Deploy().Pin("first").Build("web", "1.1.0");
        Platform.Run("--target=Deploy", "--component=web").ShouldSucceed();

        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "first is pinned already, with other components (web 1.0.0), and a pinned set never changes. "
                    + "Leave --set out for the next free name. Nothing was written."
            );
        Platform
            .Run("--target=Pin", "--set=first", "--from=first")
            .ShouldOnlySay(3, "first is pinned already, with the same components. Nothing was written.");
    }

    [TestCase(
        "proposed",
        "--set cannot be proposed, which is what Resolve proposed last; choose another name, or leave it out for the next one of this month"
    )]
    [TestCase("sandbox", "--set cannot be sandbox, which is an environment; choose another name")]
    [TestCase(
        "a/b",
        "--set must be a name such as 2026.11.1, and \"a/b\" is not: '/' cannot be in a name; write lower-case letters, digits, dots and dashes"
    )]
    public void A_name_that_cannot_be_is_refused(string name, string message) =>
        Platform.Run("--target=Pin", $"--set={name}", "--environment=sandbox").ShouldOnlySay(2, message);

    [Test]
    public void Two_sources_are_one_too_many() =>
        Platform
            .Run("--target=Pin", "--environment=sandbox", "--from=sandbox")
            .ShouldOnlySay(
                2,
                "--from and --environment both say what to pin; leave one of the two out: --environment=NAME pins what runs there"
            );

    [Test]
    public void A_misspelt_source_gets_a_suggestion()
    {
        _sets.Deploy().Pin("first");

        Platform
            .Run("--target=Pin", "--from=frist")
            .ShouldOnlySay(
                2,
                "--from is frist, and there is no version set or environment of that name; did you mean first?"
            );
    }

    [Test]
    public void An_environment_without_deployments_is_not_a_set() =>
        Platform
            .Run("--target=Pin", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "Nothing runs in sandbox: nothing was ever deployed there. Deploy to it first, or name a version set."
            );

    [Test]
    public void A_note_of_several_lines_is_refused()
    {
        _sets.Deploy();

        Platform
            .Run("--target=Pin", "--environment=sandbox", "--note=a\nb")
            .ShouldOnlySay(2, "--note has several lines, or a tab; write one line of text");
    }

    [Test]
    public void An_artifact_that_no_store_has_is_reported()
    {
        _sets.Deploy();
        Directory.Delete(Path.Combine(Platform.Root, "artifacts", "store"), recursive: true);

        Platform
            .Run("--target=Pin", "--environment=sandbox")
            .ShouldOnlySay(
                2,
                "base 1.0.0 (sha256:<digest>) is not in artifacts/store; set store in platform.yaml to the registry that it was published to",
                "web 1.0.0 (sha256:<digest>) is not in artifacts/store; set store in platform.yaml to the registry that it was published to"
            );
    }

    [Test]
    public void What_does_not_run_together_is_not_pinned()
    {
        _sets.Deploy();
        Platform.Component("base", "2.0.0");
        Platform.Run("--target=Deploy", "--component=base").ShouldSucceed();

        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "Because web 1.0.0 requires base >=1 <2 and first has base 2.0.0,",
                "first cannot be pinned. ./build.sh --target=Resolve proposes a set in which everything fits."
            );
    }

    [Test]
    public void What_does_not_fit_the_environment_that_it_runs_in_is_not_pinned()
    {
        _sets.Deploy();
        Platform.Environment(
            "sandbox",
            "target: { directory: artifacts/sandbox }\nholds: { base: { range: 0.x, reason: until May } }\n"
        );

        Platform
            .Run("--target=Pin", "--set=first", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "Because sandbox holds base at 0.x (until May), which 1.0.0 is not,",
                "first cannot be pinned. ./build.sh --target=Resolve proposes a set in which everything fits."
            );
        Platform.Run("--target=Pin", "--set=first", "--from=sandbox").ShouldEnd(3);
    }

    [Test]
    public void A_set_that_was_edited_by_hand_is_noticed_wherever_it_is_used()
    {
        _sets.Deploy().Pin("first");
        var file = _sets.SetFile("first");
        Platform.File(file, Platform.Read(file).Replace("  web:\n    version: 1.0.0", "  web:\n    version: 1.0.1"));
        var refusal =
            "environments/version-sets/first.yaml(4,1): the version set first was changed after it was pinned: its text does not match its checksum; "
            + "a pinned set never changes: restore it (git checkout -- environments/version-sets/first.yaml), or pin another one";

        Platform.Run("--target=Sets").ShouldOnlySay(2, refusal);
        Platform.Run("--target=Check").ShouldOnlySay(2, refusal);
        Platform.Run("--target=Pin", "--from=first").ShouldOnlySay(2, refusal);
        Platform.Run("--target=Deploy", "--component=all", "--set=first").ShouldOnlySay(2, refusal);
        Platform.Run("--target=Diff", "--set=first", "--with=sandbox").ShouldOnlySay(2, refusal);
    }

    private static JsonNode Json(ProgramResult result) => JsonNode.Parse(result.Raw)!;
}

using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The target Diff, with the real Git.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class DiffTests : IDisposable
{
    private const string Changelog = """
        # Changelog

        ## [1.1.0] - 2026-11-01

        - A header.

        ## [1.0.0]

        - The first.

        """;

    private readonly SetPlatform _sets = new();

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void Two_sets_are_compared_with_the_commits_and_changelogs_between()
    {
        TwoSets();

        var there = Platform.Run("--target=Diff", "--set=first", "--with=second").ShouldSucceed();
        var back = Platform.Run("--target=Diff", "--set=second", "--with=first").ShouldSucceed();

        Commits(there.Output)
            .ShouldBe(
                """
                first to second: 1 component differs, 1 is the same.

                COMPONENT  CHANGE    FROM   TO
                web        upgraded  1.0.0  1.1.0

                web 1.0.0 to 1.1.0:
                  <commit> Send a header
                  Changelog of 1.1.0:
                    - A header.

                """
            );
        there.ShouldTouchNothing();
        Commits(back.Output)
            .ShouldBe(
                """
                second to first: 1 component differs, 1 is the same.

                COMPONENT  CHANGE      FROM   TO
                web        downgraded  1.1.0  1.0.0

                web 1.1.0 to 1.0.0, which takes back:
                  <commit> Send a header
                  Changelog of 1.1.0:
                    - A header.

                """
            );
    }

    [Test]
    public void Programs_get_the_same_as_JSON()
    {
        TwoSets();

        var change = JsonNode.Parse(
            Platform.Run("--target=Diff", "--set=first", "--with=second", "--output=json").Raw
        )!["changes"]![0]!;

        change["component"]!.ToString().ShouldBe("web");
        change["change"]!.ToString().ShouldBe("upgraded");
        change["commits"]![0]!["subject"]!.ToString().ShouldBe("Send a header");
        change["changelog"]![0]!["text"]!.ToString().ShouldBe("- A header.");
    }

    [Test]
    public void A_set_is_compared_with_an_environment()
    {
        TwoSets();

        Platform
            .Run("--target=Diff", "--set=second", "--with=sandbox")
            .ShouldSucceed()
            .Output.ShouldBe("second and sandbox run the same: 2 components.\n");
        Platform.Run("--target=Destroy", "--component=web").ShouldSucceed();
        Platform
            .Run("--target=Diff", "--set=sandbox", "--with=first")
            .ShouldSucceed()
            .Output.ShouldBe(
                """
                sandbox to first: 1 component differs, 1 is the same.

                COMPONENT  CHANGE  FROM  TO
                web        added         1.0.0

                """
            );
    }

    [Test]
    public void Where_no_commit_was_recorded_that_is_told()
    {
        _sets.Deploy().Pin("first");
        Platform.Component("base", "1.0.0", "description: built anew\n");
        Platform.Run("--target=Deploy", "--component=base").ShouldSucceed();

        Platform
            .Run("--target=Diff", "--set=first", "--with=sandbox")
            .ShouldSucceed()
            .Output.ShouldBe(
                """
                first to sandbox: 1 component differs, 1 is the same.

                COMPONENT  CHANGE   FROM                     TO
                base       rebuilt  1.0.0 (sha256:<digest>)  1.0.0 (sha256:<digest>)

                base 1.0.0, rebuilt:
                  Commits are not known: nobody recorded the commit of base 1.0.0 (sha256:<digest>).

                """
            );
    }

    [Test]
    public void Both_sides_must_be_named()
    {
        Platform
            .Run("--target=Diff", "--with=sandbox")
            .ShouldOnlyTell(
                2,
                "no --set is given; add --set=NAME: a version set of environments/version-sets/, or proposed"
            );
        Platform
            .Run("--target=Diff", "--set=sandbox")
            .ShouldOnlyTell(
                3,
                "Nothing runs in sandbox: nothing was ever deployed there. Deploy to it first, or name a version set."
            );
    }

    private void TwoSets()
    {
        Platform.File(".gitignore", "/artifacts/\nledger.jsonl\n").File("components/web/CHANGELOG.md", Changelog);
        _sets.Git("init", "-q").Git("add", "-A").Git("commit", "-q", "-m", "Begin").Deploy().Pin("first");
        Platform.File("README.md", "other\n");
        _sets.Git("add", "-A").Git("commit", "-q", "-m", "Write a readme");
        Platform.Component("web", "1.1.0", "requires:\n  base: \">=1 <2\"\n");
        _sets.Git("add", "-A").Git("commit", "-q", "-m", "Send a header");
        Platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
        _sets.Pin("second");
    }

    private static string Commits(string output) =>
        System.Text.RegularExpressions.Regex.Replace(
            output,
            "^  [0-9a-f]{8} ",
            "  <commit> ",
            System.Text.RegularExpressions.RegexOptions.Multiline,
            TimeSpan.FromSeconds(1)
        );
}

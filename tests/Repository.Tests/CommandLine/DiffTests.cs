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

                web 1.1.0 to 1.0.0, which reverts:
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
    public void Where_no_commit_was_recorded_that_is_reported()
    {
        _sets.Deploy().Pin("first");
        Platform.Component("base", "1.0.0", "description: built again\n");
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
                  Commits are not known: no one recorded the commit of base 1.0.0 (sha256:<digest>).

                """
            );
    }

    [Test]
    public void Without_Git_the_sets_are_still_compared()
    {
        TwoSets();
        Platform.NoTool("git");

        Platform
            .Run("--target=Diff", "--set=first", "--with=second")
            .ShouldSucceed()
            .Output.ShouldBe(WithoutCommits("git is not on the PATH; install it, or add its folder to the PATH"));
        CommitsUnknown().ShouldBe("git is not on the PATH; install it, or add its folder to the PATH");
    }

    [Test]
    public void A_shallow_clone_says_that_it_does_not_have_the_commits_and_how_to_fetch_them()
    {
        TwoSets();
        Shallow(depth: 1);

        Commits(Platform.Run("--target=Diff", "--set=first", "--with=second").ShouldSucceed().Output)
            .ShouldBe(
                WithoutCommits(
                    "this clone is shallow and does not have the commit <commit>; fetch the history with git fetch --unshallow"
                )
            );
        Commits(CommitsUnknown())
            .ShouldBe(
                "this clone is shallow and does not have the commit <commit>; fetch the history with git fetch --unshallow"
            );
        _sets.Git("fetch", "-q", "--unshallow");
        Commits(Platform.Run("--target=Diff", "--set=first", "--with=second").ShouldSucceed().Output)
            .ShouldContain("  <commit> Send a header\n");
    }

    [Test]
    public void A_shallow_clone_that_has_both_commits_but_not_all_between_does_not_guess()
    {
        TwoSets(merge: true);
        Shallow(depth: 2);

        Platform
            .Run("--target=Diff", "--set=first", "--with=second")
            .ShouldSucceed()
            .Output.ShouldBe(
                WithoutCommits(
                    "this clone is shallow and does not have all of them; fetch the history with git fetch --unshallow"
                )
            );
    }

    [Test]
    public void Outside_of_a_Git_checkout_that_is_reported()
    {
        TwoSets();
        Directory.Delete(Path.Combine(Platform.Root, ".git"), recursive: true);

        Platform
            .Run("--target=Diff", "--set=first", "--with=second")
            .ShouldSucceed()
            .Output.ShouldBe(WithoutCommits("not a Git checkout; clone the repository instead of copying its files"));
    }

    [Test]
    public void Both_sides_must_be_named()
    {
        Platform
            .Run("--target=Diff", "--with=sandbox")
            .ShouldOnlySay(
                2,
                "no --set is given; add --set=NAME: a version set of environments/version-sets/, or proposed"
            );
        Platform
            .Run("--target=Diff", "--set=sandbox")
            .ShouldOnlySay(
                3,
                "Nothing runs in sandbox: nothing was ever deployed there. Deploy to it first, or name a version set."
            );
    }

    /// <summary>With a merge, the first set's commit is one parent of the second's, and the other comes from a line of its own.</summary>
    private void TwoSets(bool merge = false)
    {
        Platform.File(".gitignore", "/artifacts/\nledger.jsonl\n").File("components/web/CHANGELOG.md", Changelog);
        _sets.Git("init", "-q").Git("add", "-A").Git("commit", "-q", "-m", "Begin");
        if (merge)
        {
            _sets.Git("commit", "-q", "--allow-empty", "-m", "Rest");
        }

        _sets.Deploy().Pin("first");
        if (merge)
        {
            _sets.Git("checkout", "-q", "-b", "other", "HEAD~1");
        }

        Platform.File("README.md", "other\n");
        _sets.Git("add", "-A").Git("commit", "-q", "-m", "Write a readme");
        Platform.Component("web", "1.1.0", "requires:\n  base: \">=1 <2\"\n");
        _sets.Git("add", "-A").Git("commit", "-q", "-m", "Send a header");
        if (merge)
        {
            _sets.Git("merge", "-q", "-m", "Bring the other line", "-s", "ours", "@{-1}");
        }

        Platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
        _sets.Pin("second");
    }

    /// <summary>The same checkout, as if it had been cloned without its older commits.</summary>
    private void Shallow(int depth)
    {
        var clone = Path.Combine(Platform.Home, "clone");
        _sets.Git("clone", "-q", $"--depth={depth}", $"file://{Platform.Root}", clone);
        var there = Path.Combine(Platform.Root, ".git");
        Directory.Move(there, Path.Combine(Platform.Home, "whole.git"));
        Directory.Move(Path.Combine(clone, ".git"), there);
        _sets.Git("remote", "set-url", "origin", $"file://{Path.Combine(Platform.Home, "whole.git")}");
    }

    private string CommitsUnknown() =>
        JsonNode.Parse(
            Platform.Run("--target=Diff", "--set=first", "--with=second", "--output=json").ShouldSucceed().Raw
        )!["changes"]![0]!["commitsUnknown"]!.ToString();

    private static string WithoutCommits(string why) =>
        $"""
            first to second: 1 component differs, 1 is the same.

            COMPONENT  CHANGE    FROM   TO
            web        upgraded  1.0.0  1.1.0

            web 1.0.0 to 1.1.0:
              Commits are not known: {why}.
              Changelog of 1.1.0:
                - A header.

            """;

    private static string Commits(string output) =>
        System.Text.RegularExpressions.Regex.Replace(
            output,
            @"\b[0-9a-f]{8}\b",
            "<commit>",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}

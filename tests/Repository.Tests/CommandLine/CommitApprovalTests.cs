namespace Repository.Tests.CommandLine;

/// <summary>Approvals by commits that the real Git and the real ssh-keygen sign and check, from the command line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class CommitApprovalTests : IDisposable
{
    private readonly PathPlatform _path = new();

    public CommitApprovalTests()
    {
        _path.Sets.Signer("alice@example.com", "alice").Signer("dave@example.com", "dave");
        _path.People("alice, bob", hasSigners: true);
        _path.Good("2026.11.1");
        Run("Advance").ShouldSucceed();
        TestGit.CommitAll(Platform.Root);
        Git("config", "user.name", "ann");
        Git("config", "user.email", "ann@example.com");
    }

    private ScratchPlatform Platform => _path.Platform;

    public void Dispose() => _path.Dispose();

    [Test]
    public void A_person_approves_by_a_commit_which_touches_no_file_and_the_set_goes_on()
    {
        Platform.File("staged.txt", "work of somebody");
        Git("add", "staged.txt");
        var status = Git("status", "--short");

        var approved = Approve("alice", "--reason=Looks good").ShouldSucceed();

        var commit = Git("rev-parse", "HEAD");
        approved.Output.ShouldBe(
            $"2026.11.1 is approved for prod by alice@example.com, in commit {commit[..8]}. Push it: it counts in every checkout whose commit comes from it. "
                + "What else is in the way: ./build.sh --target=Gates --set=2026.11.1 --environment=prod\n"
        );
        Git("log", "-1", "--format=%B")
            .ShouldStartWith(
                "Approve 2026.11.1 for prod\n\nLooks good\n\nPath-to-Prod-Approves: prod 2026.11.1 set=sha256:"
            );
        Git("status", "--short").ShouldBe(status);
        Run("Gates", "--environment=prod").ShouldSucceed().Said.ShouldContain("alice of release-managers approved it");

        Run("Advance").ShouldSucceed();

        var records = _path.Records;
        (records[^2]["event"]!.ToString(), records[^2]["who"]!.ToString(), records[^2]["commit"]!.ToString()).ShouldBe(
            ("approved", "alice@example.com", commit)
        );
        records[^1]["event"]!.ToString().ShouldBe("promoted");
        Platform.Read("environments/prod/versions.yaml").ShouldContain("web: 1.0.0");
    }

    [Test]
    public void By_the_key_that_Git_is_configured_with_too()
    {
        Run("Approve", "--set=2026.11.1", "--environment=prod", "--commit")
            .ShouldOnlySay(
                2,
                "Git has no key to sign with; add --sign-with=FILE with an SSH private key, or run git config user.signingkey FILE"
            );
        Git("config", "user.signingkey", _path.Sets.Key("alice"));

        Run("Approve", "--set=2026.11.1", "--environment=prod", "--commit", "--output=json").ShouldSucceed();

        Gates().ShouldContain("alice of release-managers approved it");
    }

    [Test]
    public void What_would_not_count_makes_no_commit()
    {
        var head = Git("rev-parse", "HEAD");
        ExternalProgram.Run(
            Platform.Home,
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            "",
            "-f",
            _path.Sets.Key("no-one")
        );

        var unknown = Approve("no-one").ShouldEnd(3).Error;
        unknown.ShouldStartWith("Nothing was recorded: the approval by ann in commit ");
        unknown.ShouldEndWith(
            " does not count, as its signature is wrong: no one in signers has the key that made it.\n"
        );
        Approve("dave").ShouldEnd(3).Error.ShouldEndWith(" does not count, as dave is not in release-managers.\n");
        Approve("nothing")
            .ShouldOnlySay(
                2,
                "--sign-with names nothing, and there is no such file; name the file of an SSH private key"
            );
        Approve("alice").ShouldSucceed();
        Approve("alice")
            .ShouldEnd(3)
            .Error.ShouldBe("Nothing was recorded: alice approved it more than once, which counts once.\n");

        Git("rev-parse", "HEAD^").ShouldBe(head);
    }

    [Test]
    public void A_commit_counts_after_a_merge_and_not_after_a_rebase_that_lost_its_signature()
    {
        Git("checkout", "--quiet", "-b", "approval");
        Approve("alice").ShouldSucceed();
        Git("checkout", "--quiet", "main");
        Git("commit", "--quiet", "--allow-empty", "--message", "other work");
        Gates().ShouldContain("0 of 1 approval by release-managers for prod");

        Git("checkout", "--quiet", "-b", "rebased", "approval");
        Git("rebase", "--quiet", "--keep-empty", "main");
        Reasons()
            .ShouldStartWith(
                $"Because 2026.11.1 has 0 of 1 approval by release-managers for prod; the approval by ann in commit {Git("rev-parse", "HEAD")[..8]} does not count, as it is not signed,\n"
            );

        Git("checkout", "--quiet", "main");
        Git("merge", "--quiet", "--no-ff", "--message", "merge", "approval");
        Gates().ShouldContain("alice of release-managers approved it");
    }

    [Test]
    public void One_whose_signers_key_was_removed_since_or_may_not_sign_commits_does_not_count()
    {
        Approve("alice").ShouldSucceed();
        var commit = Git("rev-parse", "HEAD")[..8];
        var signers = Platform.Read("signers");

        Platform.File("signers", signers.Split('\n')[1] + "\n");
        Reasons().ShouldContain(Wrong(commit, "no one in signers has the key that made it"));

        Platform.File("signers", signers.Replace("ssh-ed25519", "namespaces=\"path-to-prod\" ssh-ed25519"));
        Reasons()
            .ShouldContain(
                Wrong(commit, "its signer may not sign commits: the line in signers does not name the namespace git")
            );

        Platform.File("signers", signers.Replace("ssh-ed25519", "valid-before=\"20200101\" ssh-ed25519"));
        Reasons().ShouldContain(Wrong(commit, "its signer's key has expired, according to signers"));

        Platform.File("signers", signers);
        Gates().ShouldContain("alice of release-managers approved it");
    }

    [Test]
    public void One_that_was_changed_after_signing_or_cannot_be_read_is_named()
    {
        Approve("alice").ShouldSucceed();
        var raw = Git("cat-file", "commit", "HEAD");
        Platform.File("raw", raw.Replace("Approve 2026", "Approves 2026") + "\n");
        Git("update-ref", "HEAD", Git("hash-object", "-t", "commit", "-w", "raw"));
        Git("commit", "--quiet", "--allow-empty", "--message", "Approve\n\nPath-to-Prod-Approves: prod 2026.11.1");

        var said = Reasons();

        said.ShouldContain(
            Wrong(
                Git("rev-parse", "HEAD^")[..8],
                "it is for another text: the text or the signature was changed after signing"
            )
        );
        said.ShouldContain($"the approval in commit {Git("rev-parse", "HEAD")[..8]} cannot be read: it has no set=");
    }

    [Test]
    public void A_shallow_clone_leaves_it_unknown_what_commits_approve_and_without_a_repository_none_does()
    {
        Git("commit", "--quiet", "--allow-empty", "--message", "second");
        File.WriteAllText(Path.Combine(Platform.Root, ".git", "shallow"), Git("rev-parse", "HEAD") + "\n");
        Reasons()
            .ShouldContain(
                "it is not known whether other commits approve it: this clone is shallow and has only the newest commits; fetch the others with git fetch --unshallow"
            );

        Directory.Delete(Path.Combine(Platform.Root, ".git"), recursive: true);
        Reasons().ShouldNotContain("not known");
        Approve("alice")
            .ShouldOnlySay(
                2,
                "no commit can be made here: not a Git checkout; clone the repository instead of copying its files"
            );
    }

    [Test]
    public void Where_no_one_may_sign_no_commit_approves()
    {
        _path.People("alice");

        Approve("alice")
            .ShouldOnlySay(
                2,
                "platform.yaml names no allowed-signers, so no commit can approve anything; add allowed-signers: FILE, with a line for each signer; docs/version-sets.md shows how"
            );
        _path.People("alice", hasSigners: true);
        Git("config", "--unset", "user.name");
        Git("config", "--unset", "user.email");
        Git("config", "user.useConfigOnly", "true");
        Approve("alice")
            .ShouldOnlySay(
                2,
                "Git does not know who you are, so it makes no commit; run git config user.name NAME and git config user.email ADDRESS"
            );
    }

    private static string Wrong(string commit, string why) =>
        $"in commit {commit} does not count, as its signature is wrong: {why}";

    private ProgramResult Approve(string key, params string[] more) =>
        Run(
            "Approve",
            ["--set=2026.11.1", "--environment=prod", "--commit", $"--sign-with={_path.Sets.Key(key)}", .. more]
        );

    private ProgramResult Run(string target, params string[] arguments) => _path.Run(target, arguments);

    private string Gates() => Run("Gates", "--set=2026.11.1", "--environment=prod").ShouldSucceed().Said;

    /// <summary>The prose of Gates, on one line for each cause.</summary>
    private string Reasons() =>
        System.Text.Json.Nodes.JsonNode.Parse(
            Run("Gates", "--set=2026.11.1", "--environment=prod", "--output=json").ShouldSucceed().RawOutput
        )!["promotions"]![0]!["gates"]!
            .AsArray()
            .Where(gate => gate!["gate"]!.ToString() == "approved")
            .Select(gate => $"Because {gate!["causes"]![0]!["because"]},\n")
            .Single();

    private string Git(params string[] arguments) => TestGit.Run(Platform.Root, arguments);
}

namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>
/// Every way in which another checkout of the same content could have another digest: none of them gives a digest, and each
/// says what to do.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
[NonParallelizable]
public sealed class GitDoubtTests : IDisposable
{
    private const string NoAnswer = "so nothing says which files belong to an artifact";
    private const string OwnRule =
        "only this machine's own Git settings ignore it (core.excludesFile or .git/info/exclude), so other machines would put it into the artifact; "
        + "move the rule to a .gitignore, or the file out of the component; git check-ignore -v names the rule";
    private const string NoRepository =
        "a .gitignore keeps it out, and without a Git repository nothing says whether it is tracked anyway; "
        + "remove it, or use a clone of the repository";

    private readonly List<IDisposable> _used = [];
    private readonly SourceBed _bed;

    public GitDoubtTests()
    {
        _bed = Use(new SourceBed()).Component("web");
        _bed.Write(".gitignore", "*.log\n").Write("components/web/kept.yaml", "").Write("components/web/a.log", "");
    }

    public void Dispose()
    {
        _used.Reverse();
        _used.ForEach(used => used.Dispose());
    }

    [Test]
    public void A_checkout_of_another_user_has_the_same_digest()
    {
        _bed.Git("init", "--quiet");
        var own = _bed.Read().Inputs;
        using var other = new Variable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");

        _bed.Files().ShouldBe(["component.yaml", "kept.yaml"]);
        _bed.Read().Inputs.ShouldBe(own);
    }

    [Test]
    public void A_repository_of_another_user_around_the_checkout_is_refused_with_the_remedy()
    {
        var (inner, outer) = Nested();
        using var other = new Variable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");

        inner
            .Problems()
            .ShouldBe(
                $"{outer} belongs to another user, so Git does not trust its repository (dubious ownership), {NoAnswer}; "
                    + $"run git config --global --add safe.directory {outer}"
            );
    }

    [Test]
    public void A_repository_that_the_caller_trusts_by_variables_is_asked()
    {
        var (inner, outer) = Nested();
        using var other = new Variable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
        using var count = new Variable("GIT_CONFIG_COUNT", "2");
        using var one = new Variable("GIT_CONFIG_KEY_0", "core.bare");
        using var no = new Variable("GIT_CONFIG_VALUE_0", "true");
        using var two = new Variable("GIT_CONFIG_KEY_1", "safe.directory");
        using var trusted = new Variable("GIT_CONFIG_VALUE_1", outer);

        inner.Files().ShouldBe(["component.yaml"]);
    }

    [Test]
    public void Without_git_a_repository_is_refused()
    {
        _bed.Git("init", "--quiet");
        using var path = new Variable("PATH", _bed.Root);

        _bed.Problems().ShouldBe($"git is not on the PATH, {NoAnswer}; install it, or add its folder to the PATH");
    }

    [Test]
    public void A_damaged_index_is_refused_in_the_words_of_Git()
    {
        _bed.Git("init", "--quiet");
        File.WriteAllText(_bed.At(".git/index"), "damaged");

        Refuses(".git/index: index file smaller than expected");
    }

    [Test]
    public void Settings_that_Git_cannot_read_are_refused_in_its_words()
    {
        _bed.Git("init", "--quiet");
        File.AppendAllText(_bed.At(".git/config"), "[core\n");

        Refuses("bad config line 6 in file .git/config");
    }

    [Test]
    public void A_repository_without_its_head_is_refused()
    {
        _bed.Git("init", "--quiet");
        File.Delete(_bed.At(".git/HEAD"));

        Refuses("not a git repository (or any of the parent directories): .git");
    }

    [Test]
    public void A_repository_around_a_broken_one_does_not_answer_for_it()
    {
        var (inner, _) = Nested();
        Directory.CreateDirectory(inner.At(".git"));

        inner
            .Problems()
            .ShouldBe(
                $"Git cannot read the repository of ROOT: not a git repository (or any of the parent directories): .git, {NoAnswer}; "
                    + "run git status there, and fix what it reports"
            );
    }

    [Test]
    public void A_worktree_whose_repository_is_not_there_is_refused()
    {
        File.WriteAllText(_bed.At(".git"), "gitdir: /nonexistent/.git/worktrees/web\n");

        Refuses("not a git repository: /nonexistent/.git/worktrees/web");
    }

    [Test]
    public void A_Git_too_old_for_an_option_is_refused_in_its_words()
    {
        _bed.Git("init", "--quiet");
        var bin = Use(new TemporaryFolder());
        bin.Program(
            "git",
            "#!/bin/sh\necho 'Unknown option: --no-optional-locks' >&2\necho 'usage: git' >&2\nexit 129\n"
        );

        using var path = new Variable("PATH", bin.Path + ":/usr/bin:/bin");

        Refuses("Unknown option: --no-optional-locks");
    }

    [Test]
    public void What_only_this_machines_rules_keep_out_is_refused(
        [Values("repository", "separate folder", "setting", "XDG_CONFIG_HOME", "HOME")] string where
    )
    {
        _bed.Write("components/web/own.txt", "").Write("components/web/notes/a.txt", "");
        File.WriteAllText(RulesIn(where), "own.txt\nnotes/\n*.log\n/environments/\n");

        _bed.Problems().ShouldBe($"components/web/notes/a.txt: {OwnRule}\ncomponents/web/own.txt: {OwnRule}");
    }

    /// <summary>A file that Git reads as rules of this machine, in a repository that is made.</summary>
    private string RulesIn(string where)
    {
        var own = Use(new TemporaryFolder());
        var separate = Path.Combine(own.Path, "repository");
        string[] init =
            where == "separate folder" ? ["init", "--quiet", $"--separate-git-dir={separate}"] : ["init", "--quiet"];
        _bed.Git(init);
        var ignore = Path.Combine(own.Path, "git", "ignore");
        switch (where)
        {
            case "repository":
                return _bed.At(".git/info/exclude");
            case "separate folder":
                return Path.Combine(separate, "info", "exclude");
            case "setting":
                var settings = Path.Combine(own.Path, "settings");
                ignore = Path.Combine(own.Path, "rules");
                File.WriteAllText(settings, $"[core]\n\texcludesFile = {ignore}\n");
                Use(new Variable("GIT_CONFIG_GLOBAL", settings));
                return ignore;
            case "HOME":
                Use(new Variable("XDG_CONFIG_HOME", null));
                Use(new Variable("HOME", own.Path));
                ignore = Path.Combine(own.Path, ".config", "git", "ignore");
                break;
            default:
                Use(new Variable("XDG_CONFIG_HOME", own.Path));
                break;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(ignore)!);
        return ignore;
    }

    [Test]
    public void Rules_of_this_machine_that_name_the_whole_component_change_nothing()
    {
        _bed.Git("init", "--quiet");
        File.WriteAllText(_bed.At(".git/info/exclude"), "/components/\n");

        _bed.Files().ShouldBe(["component.yaml", "kept.yaml"]);
    }

    [Test]
    public void What_is_tracked_counts_whatever_this_machines_rules_say()
    {
        _bed.Git("init", "--quiet");
        _bed.Git("add", ".");
        File.WriteAllText(_bed.At(".git/info/exclude"), "*.yaml\n");

        _bed.Files().ShouldBe(["component.yaml", "kept.yaml"]);
    }

    [Test]
    public void What_a_sparse_checkout_leaves_out_is_refused()
    {
        _bed.Git("init", "--quiet");
        _bed.Write("components/web/tests/a.yaml", "").Write("components/api/component.yaml", "");
        _bed.Git("add", ".");
        _bed.Git("commit", "--quiet", "--message", "first");
        _bed.Git("sparse-checkout", "set", "--no-cone", "/*", "!tests/", "!/components/api/");

        _bed.Problems()
            .ShouldBe(
                "components/web/tests/a.yaml: it is tracked, but this sparse checkout leaves it out, so the artifact would not contain it; "
                    + "run git sparse-checkout add with its folder, or git sparse-checkout disable"
            );
    }

    [Test]
    public void A_submodule_that_is_not_checked_out_is_refused()
    {
        var other = Use(new SourceBed("other")).Component("lib");
        other.Git("init", "--quiet");
        other.Git("add", ".");
        other.Git("commit", "--quiet", "--message", "first");
        _bed.Git("init", "--quiet");
        _bed.Git("submodule", "--quiet", "add", other.Root, "components/web/lib");
        _bed.Git("add", ".");
        _bed.Git("commit", "--quiet", "--message", "first");
        var clone = Use(new SourceBed("clone"));
        Directory.Delete(clone.Root, recursive: true);
        TestGit.Run(Path.GetTempPath(), "clone", "--quiet", _bed.Root, clone.Root);

        clone
            .Problems()
            .ShouldBe(
                "components/web/lib: it is a submodule that is not checked out, so the artifact would not contain it; "
                    + "run git submodule update --init --recursive"
            );

        clone.Git("submodule", "--quiet", "update", "--init", "--recursive");
        clone.Read().Inputs.ShouldBe(_bed.Read().Inputs);
    }

    [Test]
    public void Without_a_repository_what_a_gitignore_names_is_refused()
    {
        _bed.Write("components/web/out/.gitignore", "*\n").Write("components/web/out/b", "");

        _bed.Problems()
            .ShouldBe(
                $"components/web/a.log: {NoRepository}\n"
                    + $"components/web/out/.gitignore: {NoRepository}\ncomponents/web/out/b: {NoRepository}"
            );
    }

    [Test]
    public void Without_a_repository_the_files_of_a_commit_have_the_digest_of_the_checkout()
    {
        _bed.Git("init", "--quiet");
        _bed.Git("add", ".");
        _bed.Git("commit", "--quiet", "--message", "first");
        var checkout = _bed.Read().Inputs;
        Directory.Delete(_bed.At(".git"), recursive: true);
        File.Delete(_bed.At("components/web/a.log"));

        _bed.Read().Inputs.ShouldBe(checkout);
    }

    [Test]
    public void Without_Git_and_a_repository_rules_are_refused_and_having_none_is_fine()
    {
        using (new Variable("PATH", _bed.Root))
        {
            _bed.Problems().ShouldBe($"git is not on the PATH, {NoAnswer}; install it, or add its folder to the PATH");

            File.Delete(_bed.At(".gitignore"));
            _bed.Files().ShouldBe(["a.log", "component.yaml", "kept.yaml"]);

            _bed.Write("components/web/.gitignore", "*.log\n");
            _bed.Problems().ShouldStartWith("git is not on the PATH");
        }
    }

    private void Refuses(string words) =>
        _bed.Problems()
            .ShouldBe(
                $"Git cannot read the repository of ROOT: {words}, {NoAnswer}; run git status there, and fix what it reports"
            );

    private (SourceBed Inner, string Outer) Nested()
    {
        var inner = Use(new SourceBed("some/platform")).Component("web");
        var outer = Path.GetFullPath(inner.At("../.."));
        TestGit.Run(outer, "init", "--quiet");
        File.WriteAllText(Path.Combine(outer, ".gitignore"), "*.log\n");
        inner.Write("components/web/a.log", "");
        return (inner, outer);
    }

    private T Use<T>(T used)
        where T : IDisposable
    {
        _used.Add(used);
        return used;
    }
}

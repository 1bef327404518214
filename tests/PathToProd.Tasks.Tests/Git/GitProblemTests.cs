using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Git;

/// <summary>Each way in which there is nothing to compare with: its whole message.</summary>
[CancelAfter(60_000)]
[NonParallelizable]
public sealed class GitProblemTests
{
    private const string Deepen =
        "run git fetch --unshallow; in CI, check out with fetch-depth: 0 (GitHub Actions) or GIT_DEPTH: 0 (GitLab)";

    private Variable _ceiling = null!;

    [SetUp]
    public void LookNoFurther() => _ceiling = new Variable("GIT_CEILING_DIRECTORIES", Path.GetTempPath());

    [TearDown]
    public void PutBack() => _ceiling.Dispose();

    [TestCase("mian", "mian is not a commit; did you mean main?")]
    [TestCase("featur/one", "featur/one is not a commit; did you mean feature/one?")]
    [TestCase("v2.0", "v2.0 is not a commit; did you mean v1.0?")]
    [TestCase("elsewhere", "elsewhere is not a commit; the branches and tags are feature/one, main, v1.0")]
    [TestCase("main..HEAD", "main..HEAD is not a commit; the branches and tags are feature/one, main, v1.0")]
    [TestCase("--all", "--all is not a commit; the branches and tags are feature/one, main, v1.0")]
    [TestCase(":/first", ":/first is not a commit; the branches and tags are feature/one, main, v1.0")]
    [TestCase("HEAD:a", "HEAD:a is not a commit; the branches and tags are feature/one, main, v1.0")]
    public void What_is_not_a_commit(string since, string message)
    {
        using var repository = GitRepository.With(("a", "1"));
        repository.Git("branch", "feature/one");
        repository.Git("tag", "v1.0");

        Refuses(repository, since, message);
    }

    [Test]
    public void A_branch_that_only_a_remote_has()
    {
        using var origin = GitRepository.With(("a", "1"));
        origin.Git("branch", "feature");
        using var clone = origin.ShallowClone();
        clone.Git("fetch", "--quiet", "--unshallow");

        Refuses(clone, "feature", "feature is not a commit; did you mean origin/feature?");
    }

    [Test]
    public void A_folder_that_is_not_a_checkout()
    {
        using var repository = new GitRepository();
        Refuses(
            repository,
            "main",
            "not a Git checkout, so nothing says what changed; clone the repository instead of copying its files"
        );
    }

    [Test]
    public void A_repository_without_a_commit()
    {
        using var repository = new GitRepository();
        repository.Git("init", "--quiet");
        Refuses(repository, "main", "there is no commit yet, so nothing says what changed; make a first commit");
    }

    [Test]
    public void A_machine_without_Git()
    {
        using var repository = GitRepository.With(("a", "1"));
        using var path = new Variable("PATH", repository.Root);
        Refuses(
            repository,
            "main",
            "git is not on the PATH, and only Git knows what changed; install it, or add its folder to the PATH"
        );
    }

    [Test]
    public void A_branch_with_nothing_in_common()
    {
        using var repository = GitRepository.With(("a", "1"));
        repository.Git("checkout", "--quiet", "--orphan", "other");
        repository.Commit("another beginning");
        Refuses(
            repository,
            "main",
            "main and HEAD have no commit in common; name a branch, a tag or a commit that HEAD comes from"
        );
    }

    [Test]
    public void A_shallow_clone_without_the_common_commit_says_how_to_get_it_and_then_it_works()
    {
        using var origin = GitRepository.With(("a", "1"));
        origin.Git("checkout", "--quiet", "-b", "feature");
        origin.Write("b", "1");
        origin.Commit("second");
        origin.Git("checkout", "--quiet", "main");
        origin.Write("c", "1");
        origin.Commit("third");
        origin.Git("checkout", "--quiet", "feature");
        using var clone = origin.ShallowClone();

        Refuses(
            clone,
            "origin/main",
            $"this clone is too shallow to hold the commit where HEAD left origin/main; {Deepen}"
        );
        Refuses(
            clone,
            "HEAD~1",
            $"HEAD~1 is not a commit of this clone, which is shallow: it holds only the newest ones; {Deepen}"
        );

        clone.Git("fetch", "--quiet", "--unshallow");
        clone.Changes("origin/main").ShouldBe(["Added b"]);
    }

    private static void Refuses(GitRepository repository, string since, string message)
    {
        var failure = Should.Throw<PlatformException>(() => repository.Since(since));
        failure.Message.ShouldBe(message);
        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
    }
}

using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Tests.Stages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ProvenanceTests : IDisposable
{
    private static readonly string[] Variables =
    [
        "GITHUB_ACTOR",
        "GITHUB_RUN_ID",
        "GITLAB_USER_LOGIN",
        "CI_JOB_ID",
        "BUILD_USER_ID",
        "BUILD_TAG",
    ];

    private readonly TemporaryFolder _root = new();
    private readonly Variable[] _unset = [.. Variables.Select(name => new Variable(name, null))];

    public void Dispose()
    {
        Array.ForEach(_unset, variable => variable.Dispose());
        _root.Dispose();
    }

    [Test]
    public void By_hand_it_is_the_user_and_the_machine() =>
        Provenance.Who.ShouldBe($"{Environment.UserName}@{Environment.MachineName}");

    [Test]
    [Platform(Exclude = "Win")]
    public void A_user_without_a_name_is_known_by_its_number() =>
        PathToProd.Tasks.Stages.Provenance.User("").ShouldMatch("^user [0-9]+$");

    [TestCase("GITHUB_ACTOR", "GITHUB_RUN_ID")]
    [TestCase("GITLAB_USER_LOGIN", "CI_JOB_ID")]
    [TestCase("BUILD_USER_ID", "BUILD_TAG")]
    public void In_CI_it_is_who_asked_for_the_job_and_the_job(string who, string job)
    {
        Environment.SetEnvironmentVariable(who, "ann");
        Provenance.Who.ShouldBe("ann");

        Environment.SetEnvironmentVariable(job, "4711");
        Provenance.Who.ShouldBe("ann in 4711");
    }

    [Test]
    public void Outside_Git_and_before_the_first_commit_there_is_no_commit()
    {
        Provenance.Commit.ShouldBeNull();

        Git("init", "--quiet");
        Provenance.Commit.ShouldBeNull();
    }

    [Test]
    public void Without_Git_on_the_machine_there_is_no_commit()
    {
        Commit();
        using var path = new Variable("PATH", _root.Path);

        Provenance.Commit.ShouldBeNull();
    }

    [Test]
    public void Changes_are_reported_but_not_those_of_ledgers()
    {
        var commit = Commit();
        Provenance.Commit.ShouldBe(commit);

        Write("environments/sandbox/ledger.jsonl", "line");
        Provenance.Commit.ShouldBe(commit);

        Write("components/web/new.yaml", "new");
        Provenance.Commit.ShouldBe($"{commit}+changes");
    }

    private Provenance Provenance => new(_root.Path);

    private string Commit()
    {
        Git("init", "--quiet");
        Write("platform.yaml", "name: scratch");
        Git("add", ".");
        Git("commit", "--quiet", "--message", "first");
        return Git("rev-parse", "HEAD");
    }

    private void Write(string file, string text) => _root.Write(file, text);

    private string Git(params string[] arguments) => TestGit.Run(_root.Path, arguments);
}

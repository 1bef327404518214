using System.Diagnostics;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Tests.Files;

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
        "PATH",
    ];

    private readonly TemporaryFolder _root = new();
    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public ProvenanceTests()
    {
        foreach (var variable in Variables[..^1])
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    public void Dispose()
    {
        foreach (var (variable, value) in Variables.Zip(_before))
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

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
        Environment.SetEnvironmentVariable("PATH", _root.Path);

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
        Git("-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "--message", "first");
        return Git("rev-parse", "HEAD").Trim();
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = _root.Path,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return output;
    }
}

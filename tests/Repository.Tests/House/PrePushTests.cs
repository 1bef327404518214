using System.Diagnostics;

namespace Repository.Tests.House;

/// <summary>The hook that is offered for pushes, in a real clone and with real pushes; only <c>dotnet</c> is a stand-in.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
[CancelAfter(60_000)]
[Platform(Exclude = "Win")]
public sealed class PrePushTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _clone;

    public PrePushTests()
    {
        var origin = Directory.CreateDirectory(_folder["origin"]).FullName;
        SourceTree.CopyTo(origin, ".githooks");
        TestGit.CommitAll(origin);
        _clone = _folder["clone"];
        TestGit.Run(_folder.Path, "clone", "--quiet", origin, _clone);
        TestGit.Run(_folder.Path, "init", "--quiet", "--bare", "remote.git");
        TestGit.Run(_clone, "config", "core.hooksPath", ".githooks");
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public void It_checks_the_formatting_and_runs_the_tests_of_the_heart_and_then_the_branch_is_pushed()
    {
        DotNet("");

        Push("main").ExitCode.ShouldBe(0);

        File.ReadAllLines(_folder["calls"])
            .ShouldBe(["tool restore", "csharpier check .", "test tests/PathToProd.Tests --nologo --verbosity quiet"]);
        Pushed.ShouldBe("main");
    }

    [TestCase("csharpier")]
    [TestCase("test")]
    public void Nothing_is_pushed_when_a_check_fails(string check)
    {
        DotNet($"[ $1 != {check} ] || exit 1");

        Push("main").ExitCode.ShouldBe(1);

        Pushed.ShouldBeEmpty();
    }

    [Test]
    public void The_repository_of_the_push_is_not_named_to_what_it_starts()
    {
        DotNet("[ -z \"$GIT_DIR$GIT_WORK_TREE\" ] || exit 1");
        using var folder = new Variable("GIT_DIR", Path.Combine(_clone, ".git"));
        using var tree = new Variable("GIT_WORK_TREE", _clone);

        var push = Push("main");

        push.ExitCode.ShouldBe(0, push.Errors);
    }

    [Test]
    public void A_push_that_only_deletes_checks_nothing()
    {
        DotNet("");
        Push("main", "main:other").ExitCode.ShouldBe(0);
        File.Delete(_folder["calls"]);

        Push(":other").ExitCode.ShouldBe(0);

        File.Exists(_folder["calls"]).ShouldBeFalse();
        Pushed.ShouldBe("main");
    }

    private string Pushed =>
        TestGit.Run(_folder["remote.git"], "for-each-ref", "--format=%(refname:short)").Replace('\n', ' ');

    private void DotNet(string script) =>
        ScriptFile.WriteShell(_folder["bin/dotnet"], $"echo \"$*\" >>'{_folder["calls"]}'\n{script}\nexit 0");

    private ProgramEnd Push(params string[] branches)
    {
        string[] arguments = ["push", "--quiet", _folder["remote.git"], .. branches];
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _clone };
        start.Environment["PATH"] = $"{_folder["bin"]}:{start.Environment["PATH"]}";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        return ExternalProgram.End(start);
    }
}

namespace Repository.Tests.CommandLine;

/// <summary>
/// The program in Git's own hooks, which run with <c>GIT_DIR</c>, <c>GIT_INDEX_FILE</c> and others set: it makes the same
/// artifact, finds the same changes and records the same commit there as anywhere else.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class GitHookTests : IDisposable
{
    private readonly ScratchPlatform _platform = new();
    private readonly string _digest;

    public GitHookTests()
    {
        _platform.Component("web").File(".gitignore", "*.log\n/artifacts/\n").File("components/web/a.log", "");
        Git(_platform.Root, "init", "--quiet", "--initial-branch=main");
        Git(_platform.Root, "add", ".");
        Git(_platform.Root, "commit", "--quiet", "--message", "first");
        _digest = Digest(_platform.Run("--target=Build", "--component=web").ShouldSucceed().RawOutput);
    }

    public void Dispose() => _platform.Dispose();

    [Test]
    public void In_pre_commit_of_a_commit_of_everything()
    {
        Hook("pre-commit");
        _platform.File("platform.yaml", _platform.Read("platform.yaml") + "# changed\n");

        Git(_platform.Root, "commit", "--quiet", "--all", "--message", "second");

        Printed().ShouldBe(_digest);
    }

    [Test]
    public void In_pre_commit_of_a_commit_of_one_file()
    {
        Hook("pre-commit");
        _platform.File("note", "a\n");
        Git(_platform.Root, "add", "note");

        Git(_platform.Root, "commit", "--quiet", "--message", "second", "--only", "note");

        Printed().ShouldBe(_digest);
    }

    [Test]
    public void In_pre_push()
    {
        Hook("pre-push");
        var other = Path.Combine(_platform.Home, "other.git");
        Git(_platform.Home, "init", "--quiet", "--bare", other);

        Git(_platform.Root, "push", "--quiet", other, "main");

        Printed().ShouldBe(_digest);
    }

    [Test]
    public void In_a_linked_worktree()
    {
        Hook("pre-commit");
        var linked = Path.Combine(_platform.Home, "linked");
        Git(_platform.Root, "worktree", "add", "--quiet", linked, "-b", "other");
        File.WriteAllText(Path.Combine(linked, "components", "web", "b.log"), "");
        File.WriteAllText(Path.Combine(linked, "note"), "");
        Git(linked, "add", "note");

        Git(Path.Combine(linked, "components"), "commit", "--quiet", "--all", "--message", "second");

        Printed().ShouldBe(_digest);
    }

    [Test]
    public void In_a_platform_that_is_a_submodule()
    {
        var outer = Path.Combine(_platform.Home, "outer");
        Git(_platform.Home, "init", "--quiet", outer);
        Git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", _platform.Root, "platform");
        var inner = Path.Combine(outer, "platform");
        File.WriteAllText(Path.Combine(inner, "components", "web", "b.log"), "");
        Hook("pre-commit", Path.Combine(outer, ".git", "modules", "platform"));

        Git(inner, "commit", "--quiet", "--allow-empty", "--message", "second");

        Printed().ShouldBe(_digest);
    }

    [Test]
    public void In_pre_commit_of_one_file_Affected_finds_all_that_changed()
    {
        _platform.File("components/web/manifests/settings.yaml", "a: 1\n").File("note", "a\n");
        var outside = _platform.Run("--target=Affected", "--since=main").ShouldSucceed().RawOutput;
        outside.ShouldContain("web");
        Hook("pre-commit", arguments: "--target=Affected --since=main");
        Git(_platform.Root, "add", "note");

        Git(_platform.Root, "commit", "--quiet", "--message", "second", "--only", "note");

        File.ReadAllText(Said).ShouldBe(outside);
    }

    [TestCase("pre-commit", "+changes")]
    [TestCase("pre-push", "")]
    public void A_deployment_records_the_commit_that_is_checked_out(string hook, string changes)
    {
        Hook(hook, arguments: "--target=Deploy --component=web");
        var commit = TestGit.Run(_platform.Root, "rev-parse", "HEAD");

        Call(hook, _platform.Root);

        _platform.Read("environments/sandbox/ledger.jsonl").ShouldContain($"\"commit\":\"{commit}{changes}\"");
    }

    [TestCase("pre-commit")]
    [TestCase("pre-push")]
    public void The_hook_of_another_repository_is_not_taken_for_the_platforms_own(string hook)
    {
        var other = Directory.CreateDirectory(Path.Combine(_platform.Home, "other")).FullName;
        File.WriteAllText(Path.Combine(other, "file"), "");
        TestGit.CommitAll(other);
        var commit = TestGit.Run(_platform.Root, "rev-parse", "HEAD");
        Hook(hook, Path.Combine(other, ".git"), "--target=Deploy --component=web", _platform.Root);
        Call(hook, other);
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldContain($"\"commit\":\"{commit}\"");

        _platform.File("components/web/manifests/settings.yaml", "a: 1\n");
        var outside = _platform.Run("--target=Affected", "--since=main").ShouldSucceed().RawOutput;
        Hook(hook, Path.Combine(other, ".git"), "--target=Affected --since=main", _platform.Root);
        Call(hook, other);
        File.ReadAllText(Said).ShouldBe(outside);
    }

    /// <summary>Commits a new file, or pushes, so that Git calls its hook.</summary>
    private void Call(string hook, string repository)
    {
        var remote = Path.Combine(_platform.Home, $"{Guid.NewGuid():n}.git");
        if (hook == "pre-push")
        {
            Git(_platform.Home, "init", "--quiet", "--bare", remote);
            Git(repository, "push", "--quiet", remote, "main");
            return;
        }

        File.WriteAllText(Path.Combine(repository, $"note-{Guid.NewGuid():n}"), "");
        Git(repository, "add", ".");
        Git(repository, "commit", "--quiet", "--message", "second");
    }

    private string Said => Path.Combine(_platform.Home, "said");

    private void Hook(
        string name,
        string? repository = null,
        string arguments = "--target=Build --component=web --force",
        string root = "$(git rev-parse --show-toplevel)"
    )
    {
        var hook = Path.Combine(repository ?? Path.Combine(_platform.Root, ".git"), "hooks", name);
        ScriptFile.Write(
            hook,
            $"""
            #!/bin/sh
            PATH_TO_PROD_ROOT={root} HOME='{_platform.Home}' \
              '{MachineTool.DotNet}' '{SourceTree.Program}' {arguments} >'{Said}' 2>'{Said}.errors' ||
              cat '{Said}.errors' >>'{Said}'

            """
        );
    }

    private string Printed() => Digest(File.ReadAllText(Said));

    private static string Digest(string text) =>
        text.Split('"', ' ', '\n').FirstOrDefault(word => word.StartsWith("sha256:", StringComparison.Ordinal)) ?? text;

    private static void Git(string folder, params string[] arguments) => TestGit.Run(folder, arguments);
}

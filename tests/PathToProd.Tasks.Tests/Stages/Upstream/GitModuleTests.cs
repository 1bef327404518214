using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>A Terraform root that uses a module of a Git repository, with the real Git and the real Terraform.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class GitModuleTests : IDisposable
{
    private readonly GitModuleRepository _git = new();
    private readonly ComponentTestBed _bed = new ComponentTestBed().RealTool(RealTools.Terraform);

    public void Dispose()
    {
        _git.Dispose();
        _bed.Dispose();
    }

    [Test]
    public async Task Bump_pins_a_tag_by_its_commit_and_deployments_use_the_artifact_with_nothing_to_ask()
    {
        var commit = _git.Add("v1.0.0", "vpc-1");
        _git.Add("v1.1.0", "vpc-2");
        Component(_git.Address);

        var bump = _bed.Bump("net").Bumps[0];
        (bump.To, bump.Commit).ShouldBe(("1.0.0", commit));
        Manifest.ShouldEndWith($", version: 1.0.0, digest: {bump.Digest}, commit: \"{commit}\" }}\n");
        (await _bed.RunAsync("Test", "net")).Nodes[0].Error.ShouldBeNull();
        Directory.Delete(_git.Work, recursive: true);
        Directory.Delete(_bed.Workspace.Upstream, recursive: true);
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();

        State.ShouldContain("vpc-1");
    }

    [Test]
    public async Task Bump_raises_to_the_newest_tag_that_is_a_release_and_writes_version_digest_and_commit()
    {
        _git.Add("v1.9.0", "vpc-1");
        Component(_git.Address, "1.9.0");
        _bed.Bump("net");
        var commit = _git.Add("v1.10.0", "vpc-2", hasMessage: false);
        _git.Add("v2.0.0-rc.1", "vpc-3");
        _git.Add("nightly", "vpc-4");
        TestGit.Run(_git.Work, "branch", "v9.0.0");

        var report = _bed.Bump("net");

        report
            .Text()
            .ShouldBe(
                $"The module network 1.9.0 -> 1.10.0 of git::{_git.Address}//modules/vpc?ref=v{{version}}\n  {report.Bumps[0].Digest}\n  commit {commit}\n\n"
                    + "Its package says nothing about what changed.\n\n"
                    + "Wrote components/net/component.yaml. Raise its own version, 1.0.0, before you publish it.\nNext: ./build.sh --target=Plan --component=net shows what they change.\n"
            );
        Manifest.ShouldContain($"version: 1.10.0, digest: {report.Bumps[0].Digest}, commit: \"{commit}\"");
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();
        State.ShouldContain("vpc-2");
        _bed.Bump("net").Text().ShouldEndWith("\nNothing was written.\n");
    }

    [Test]
    public async Task A_tag_that_was_moved_is_refused_by_name_and_nothing_is_kept()
    {
        var commit = _git.Add("v1.0.0", "vpc-1");
        Component(_git.Address);
        _bed.Bump("net");
        Directory.Delete(_bed.Workspace.Upstream, recursive: true);
        var moved = _git.Add("v1.0.0", "vpc-2");
        var column = Manifest.Split('\n')[5].IndexOf("commit:", StringComparison.Ordinal) + 1;

        (await _bed.RunAsync("Build", "net"))
            .Nodes[0]
            .Error.ShouldBe(
                $"components/net/component.yaml(6,{column}): the module network 1.0.0 of git::{_git.Address}//modules/vpc?ref=v{{version}} is refused: "
                    + $"its commit is {moved}, and {commit} is pinned; "
                    + "nothing of it was kept; when its makers published it again, see what changed and pin it: ./build.sh --target=Bump --component=net --to=1.0.0 --dry-run"
            );

        Directory.Exists(_bed.Workspace.Upstream).ShouldBeFalse();
        _bed.Bump("net", "1.0.0").Bumps[0].Commit.ShouldBe(moved);
        (await _bed.RunAsync("Build", "net")).Nodes[0].Error.ShouldBeNull();
    }

    [Test]
    public async Task What_is_written_without_a_commit_is_not_built()
    {
        _git.Add("v1.0.0", "vpc-1");
        Component(_git.Address, $"1.0.0, digest: \"sha256:{new string('0', 64)}\"");

        (await _bed.RefusalAsync("Deploy", new(), "net")).Message.ShouldBe(
            $"components/net/component.yaml(6,3): the module network 1.0.0 of git::{_git.Address}//modules/vpc?ref=v{{version}} has no commit, so that no one can check what is fetched; "
                + "look it up and write it down: ./build.sh --target=Bump --component=net"
        );
    }

    [Test]
    public void The_digest_depends_on_the_files_alone()
    {
        _git.Add("v1.0.0", "vpc-1");
        Component(_git.Address);
        var digest = _bed.Bump("net").Bumps[0].Digest;
        _git.Add("v1.0.0", "vpc-1", hasMessage: false);

        _bed.Bump("net", "1.0.0").Bumps[0].Digest.ShouldBe(digest);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_comes_over_HTTP_from_a_server_that_knows_Git_and_from_one_that_only_has_files(bool knowsGit)
    {
        _git.Add("v0.9.0", "vpc-0");
        var commit = _git.Add("v1.0.0", "vpc-1");
        Component(knowsGit ? _git.ServeGit() : _git.ServeFiles());

        _bed.Bump("net").Bumps[0].Commit.ShouldBe(commit);
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();

        State.ShouldContain("vpc-1");
    }

    [Test]
    public void A_server_that_wants_a_password_is_a_matter_of_the_users_own_Git()
    {
        var commit = _git.Add("v1.0.0", "vpc-1");
        var address = _git.ServeGit();
        _git.Server.LetsIn = "ann:se/cret";
        Component(address);

        Refusal()
            .ShouldBe(
                $"The module network 1.0.0 of git::{address}//modules/vpc?ref=v{{version}} cannot be fetched: Git says: could not read Username for 'http://{_git.Server.Authority}': terminal prompts disabled; "
                    + $"see that this answers: git ls-remote {address}."
            );

        using var folder = new TemporaryFolder();
        folder.Write("store", $"http://ann:se%2fcret@{_git.Server.Authority}\n");
        using var settings = new Variable(
            "GIT_CONFIG_GLOBAL",
            folder.Write("config", $"[credential]\n  helper = store --file={folder["store"]}\n")
        );
        _bed.Bump("net").Bumps[0].Commit.ShouldBe(commit);
    }

    [Test]
    public void A_password_that_Git_itself_puts_into_the_address_is_in_no_message()
    {
        _git.Add("v1.0.0", "vpc-1");
        var address = _git.ServeGit();
        _git.Server.LetsIn = "ann:another";
        Component(address);
        using var folder = new TemporaryFolder();
        using var settings = new Variable(
            "GIT_CONFIG_GLOBAL",
            folder.Write(
                "config",
                $"[url \"http://ann:hunter2@{_git.Server.Authority}/\"]\n  insteadOf = http://{_git.Server.Authority}/\n"
            )
        );

        Refusal()
            .ShouldBe(
                $"The module network 1.0.0 of git::{address}//modules/vpc?ref=v{{version}} cannot be fetched: Git says: Authentication failed for 'http://{_git.Server.Authority}/network/.git/'; "
                    + $"see that this answers: git ls-remote {address}."
            );
    }

    [Test]
    public void A_tag_that_is_not_there_is_refused_with_those_that_are()
    {
        _git.Add("v1.0.0", "vpc-1");
        _git.Add("v1.1.0", "vpc-1");
        Component(_git.Address, "1.2.0");

        Refusal().ShouldEndWith("cannot be fetched: the repository has no tag v1.2.0; its newest are v1.1.0, v1.0.0.");
    }

    [Test]
    public void A_repository_that_is_gone_and_one_whose_server_does_not_answer_are_one_line()
    {
        Component("file:///nowhere/at/all");
        Refusal()
            .ShouldEndWith(
                "cannot be fetched: Git says: '/nowhere/at/all' does not appear to be a git repository; see that this answers: git ls-remote file:///nowhere/at/all."
            );

        var authority = LoopbackServer.FreeAuthority();
        Component($"http://{authority}/network.git");
        Refusal()
            .ShouldContain(
                $"cannot be fetched: Git says: unable to access 'http://{authority}/network.git/': Failed to connect"
            );
    }

    [Test]
    public void A_link_is_refused_where_the_module_is_and_harmless_elsewhere()
    {
        File.CreateSymbolicLink(Path.Combine(_git.Work, "latest"), "modules/vpc");
        _git.Add("v1.0.0", "vpc-1");
        Component(_git.Address);
        _bed.Bump("net").Bumps[0].To.ShouldBe("1.0.0");

        File.CreateSymbolicLink(Path.Combine(_git.Work, "modules", "vpc", "other.tf"), "/etc/passwd");
        _git.Add("v1.1.0", "vpc-1");
        Refusal()
            .ShouldEndWith(
                "cannot be fetched: other.tf in it is not a file (SymbolicLink); take another package; nothing of it was kept."
            );
    }

    [Test]
    public async Task Modules_that_use_each_other_are_taken_with_the_folder_around_them()
    {
        _git.Add("v0.9.0", "vpc-1");
        Directory.Move(Path.Combine(_git.Work, "modules", "vpc"), Path.Combine(_git.Work, "modules", "shared"));
        Directory.CreateDirectory(Path.Combine(_git.Work, "modules", "vpc"));
        File.WriteAllText(
            Path.Combine(_git.Work, "modules", "vpc", "vpc.tf"),
            "module \"shared\" {\n  source = \"../shared\"\n}\n\noutput \"vpc_id\" {\n  value = module.shared.vpc_id\n}\n"
        );
        TestGit.Run(_git.Work, "add", "--all");
        TestGit.Run(_git.Work, "commit", "--quiet", "--message", "shared");
        TestGit.Run(_git.Work, "tag", "v1.0.0");
        Component(_git.Address);
        _bed.File(
                "components/net/component.yaml",
                Manifest.Replace("//modules/vpc", "//modules", StringComparison.Ordinal)
            )
            .File(
                "components/net/terraform/sandbox/main.tf",
                UpstreamModuleTests.Root.Replace(
                    "../modules/network",
                    "../modules/network/vpc",
                    StringComparison.Ordinal
                )
            );

        _bed.Bump("net");
        (await _bed.DeployAsync("net")).Nodes[0].Error.ShouldBeNull();

        State.ShouldContain("vpc-1");
    }

    [Test]
    public void A_submodule_is_refused_as_it_would_be_missing()
    {
        _git.Add("v0.9.0", "vpc-1");
        TestGit.Run(
            _git.Work,
            "update-index",
            "--add",
            "--cacheinfo",
            $"160000,{new string('a', 40)},modules/vpc/more"
        );
        TestGit.Run(_git.Work, "commit", "--quiet", "--message", "more");
        TestGit.Run(_git.Work, "tag", "v1.0.0");
        Component(_git.Address);

        Refusal()
            .ShouldEndWith(
                "cannot be fetched: modules/vpc/more in it is a submodule, which is not fetched; take an archive that holds its files."
            );
    }

    private string Manifest => _bed["components/net/component.yaml"];

    private string State => _bed["artifacts/state/sandbox/net.tfstate"];

    private string Refusal() => Should.Throw<PlatformException>(() => _bed.Bump("net")).Message;

    private void Component(string address, string version = "1.0.0") =>
        _bed.File(
                "components/net/component.yaml",
                $"name: net\nversion: 1.0.0\ntype: terraform\nmodules:\n  # others'\n  network: {{ source: \"git::{address}//modules/vpc?ref=v{{version}}\", version: {version} }}\n"
            )
            .File("components/net/terraform/sandbox/main.tf", UpstreamModuleTests.Root);
}

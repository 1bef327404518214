namespace Repository.Tests.CommandLine;

/// <summary>What Upgrade refuses before it looks for packages, and what is said of another version than the pinned one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class UpgradeTests : IDisposable
{
    private const string Pin = """{ "version": 1, "tools": { "pathtoprod.tool": { "version": "0.0.1" } } }""";

    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .File(".gitignore", "artifacts/\n")
        .File(".config/dotnet-tools.json", Pin + "\n");

    private static string Running { get; } = PathToProd.Versions.ProductVersion.Text;

    public void Dispose() => _platform.Dispose();

    [Test]
    public void A_platform_without_a_pin_has_nothing_to_upgrade()
    {
        _platform.File(".config/dotnet-tools.json", "{}\n");

        Upgrade()
            .ShouldOnlySay(
                2,
                ".config/dotnet-tools.json: this pins no PathToProd.Tool, so there is nothing to upgrade; "
                    + "see docs/adopt.md for a platform that pins one; in a fork of Path to Prod, merge its newer version"
            );
    }

    [Test]
    public void A_pin_that_is_no_version_is_reported_where_it_stands()
    {
        _platform.File(".config/dotnet-tools.json", Pin.Replace("0.0.1", "newest", StringComparison.Ordinal));

        Upgrade()
            .ShouldOnlySay(
                2,
                ".config/dotnet-tools.json(1,60): \"newest\" is not a version: 'n' is not a number; write three numbers: 1.4.0"
            );
    }

    [Test]
    public void Outside_Git_it_is_refused_as_it_could_not_be_taken_back() =>
        Upgrade()
            .ShouldOnlySay(
                2,
                "the platform is in no Git repository; commit it: git init && git add --all && git commit --message \"A platform\", as Git is what takes an upgrade back"
            );

    [Test]
    public void Changes_that_are_not_committed_are_named_and_refused()
    {
        TestGit.CommitAll(_platform.Root);
        _platform.File("platform.yaml", "name: other\n").File("b.txt", "").File("a.txt", "").File("c.txt", "");

        Upgrade()
            .ShouldOnlySay(
                2,
                "4 files have changes that are not committed: platform.yaml, a.txt, b.txt and 1 more; commit or stash them, as Git is what takes an upgrade back"
            );
    }

    [Test]
    public void What_runs_and_tests_write_is_no_change_of_the_platform()
    {
        _platform.File("environments/sandbox/ledger.jsonl", "");
        TestGit.CommitAll(_platform.Root);
        _platform.File("environments/sandbox/ledger.jsonl", "\n").File("environments/promotions.jsonl", "");

        Upgrade("--to=0.0.1").ShouldSucceed().Output.ShouldBe("Path to Prod 0.0.1 is pinned already.\n");
    }

    [Test]
    public void Versions_that_are_none_or_two_are_refused_together()
    {
        Upgrade("--to=newest", "--confirm=0.2")
            .ShouldOnlySay(
                2,
                "--confirm=0.2 is not a version: a version has three numbers; write 0.2.0",
                "--to=newest is not a version: 'n' is not a number; write three numbers: 1.4.0"
            );
        Upgrade("--to=0.2.0", "--confirm=0.3.0")
            .ShouldOnlySay(2, "--to=0.2.0 and --confirm=0.3.0 name two versions; leave --to out");
    }

    [Test]
    public void Another_version_than_the_pinned_one_says_so_and_does_what_it_was_asked()
    {
        var result = _platform.Component("net").Run("--target=Check").ShouldSucceed();

        result.Error.ShouldBe(
            $".config/dotnet-tools.json(1,60): the platform pins Path to Prod 0.0.1, and {Running} runs, which is newer. "
                + $"./build.sh starts the pinned one; ./build.sh --target=Upgrade --to={Running} changes the pin.\n"
        );
        _platform.Run("--target=Help").Error.ShouldBeEmpty();
        _platform.File(".config/dotnet-tools.json", Pin.Replace("0.0.1", Running, StringComparison.Ordinal));
        _platform.Run("--target=Check").ShouldSucceed().Error.ShouldBeEmpty();
    }

    [Test]
    public void A_platform_for_a_newer_version_is_refused_with_both_versions_and_the_command_that_gets_one()
    {
        _platform
            .File(".config/dotnet-tools.json", Pin.Replace("0.0.1", Running, StringComparison.Ordinal))
            .File("platform.yaml", "name: scratch\nrequires-product: \">=99.5\"\nnew-key: 1\n")
            .Run("--target=Status")
            .ShouldOnlySay(
                2,
                $"platform.yaml(2,19): the platform needs Path to Prod >=99.5, and {Running} runs; get one of these: ./build.sh --target=Upgrade --to=99.5.0"
            );
    }

    [Test]
    public void Schemas_of_a_platform_carry_the_version_in_their_address()
    {
        _platform.Run("--target=Schemas").ShouldSucceed();

        _platform
            .Read(".schemas/component.schema.json")
            .ShouldContain($"  \"$id\": \"urn:path-to-prod:{Running}:component.schema.json\",\n");
        _platform
            .Read(".schemas/reports/status.schema.json")
            .ShouldContain($"  \"$id\": \"urn:path-to-prod:{Running}:status.schema.json\",\n");
        SourceTree.Read("build/schemas/component.schema.json").ShouldNotContain("$id");
    }

    private ProgramResult Upgrade(params string[] arguments) => _platform.Run(["--target=Upgrade", .. arguments]);
}

using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>What a change touches, shown and selected, in a real repository.</summary>
public sealed class AffectedTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform()
            .File(".gitignore", "artifacts/\n")
            .Component("settings")
            .Component("web", more: "requires: { settings: \">=1.0.0\" }\n")
            .Component("other")
            .Environment("prod", "target: { directory: artifacts/prod }\n")
            .File("environments/prod/values/web.yaml", "replicas: 2\n");
        Git("init", "--quiet", "--initial-branch=main");
        Git("add", "--all");
        Git("-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "--message", "first");
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void A_change_is_shown_with_its_reasons_and_nothing_is_touched()
    {
        _platform
            .File("components/settings/manifests/settings.yaml", "{}\n")
            .File("environments/prod/values/web.yaml", "replicas: 3\n")
            .File("environments/sandbox/notes.md", "nothing\n");

        var result = _platform.Run("--target=Affected", "--since=main").ShouldSucceed();

        result.Error.ShouldBeEmpty();
        result.ShouldTouchNothing();
        var lines = result.Output.Split('\n');
        lines[0].ShouldBe($"3 files changed since main ({Git("rev-parse", "HEAD")[..12]}): 2 components are affected.");
        lines[1..]
            .ShouldBe([
                "",
                "COMPONENT  ENVIRONMENTS   WHY",
                "settings   prod, sandbox  components/settings/manifests/settings.yaml was changed",
                "web        prod, sandbox  environments/prod/values/web.yaml: replicas changed from 2 to 3",
                "                          requires settings, which is affected",
                "",
            ]);
    }

    [Test]
    public void One_environment_and_a_depth_narrow_it()
    {
        _platform
            .File("components/settings/manifests/settings.yaml", "{}\n")
            .File("environments/prod/values/web.yaml", "replicas: 3\n");

        Names("--environment=sandbox").ShouldBe(["settings", "web"]);
        Names("--environment=sandbox", "--depth=0").ShouldBe(["settings"]);
        Names("--environment=prod", "--depth=0").ShouldBe(["settings", "web"]);
    }

    [Test]
    public void A_matrix_has_what_is_affected_where()
    {
        _platform.File("environments/prod/values/web.yaml", "replicas: 3\n");

        var json = JsonNode.Parse(
            _platform.Run("--target=Affected", "--since=main", "--output=json").ShouldSucceed().Output
        )!;

        json["include"]!.ToJsonString().ShouldBe("""[{"component":"web","environment":"prod"}]""");
        json["base"]!.GetValue<string>().ShouldBe(Git("rev-parse", "HEAD"));
    }

    [Test]
    public void Another_target_takes_what_is_affected()
    {
        _platform.File(
            "components/other/manifests/more.yaml",
            _platform
                .Read("components/other/manifests/settings.yaml")
                .Replace("name: other", "name: more", StringComparison.Ordinal)
        );

        var result = _platform
            .Run("--target=Build", "--component=affected", "--since=main", "--output=json")
            .ShouldSucceed();

        Components(result).ShouldBe(["other"]);
        Components(_platform.Run("--target=Status", "--component=affected", "--since=main", "--output=json"))
            .ShouldBe(["other", "other"]);
    }

    [TestCase("Affected")]
    [TestCase("Build --component=affected")]
    [TestCase("Deploy --component=affected")]
    [TestCase("Status --component=affected")]
    public void Nothing_affected_is_said_and_no_failure(string target)
    {
        _platform.File("README.md", "words\n");

        var result = _platform.Run([.. $"--target={target} --since=main".Split(' ')]).ShouldSucceed();

        result.Output.ShouldBe(
            $"Nothing is affected: 1 file changed since main ({Git("rev-parse", "HEAD")[..12]}), and no component uses it.\n"
        );
        result.ShouldTouchNothing();
        Components(_platform.Run([.. $"--target={target} --since=main --output=json".Split(' ')]).ShouldSucceed())
            .ShouldBeEmpty();
    }

    [TestCase(
        "--target=Affected",
        "there is nothing to compare with; add --since=REF, a branch, a tag or a commit, such as --since=origin/main"
    )]
    [TestCase(
        "--target=Build --component=affected",
        "there is nothing to compare with; add --since=REF, a branch, a tag or a commit, such as --since=origin/main"
    )]
    [TestCase("--target=Affected --since=mian", "mian is not a commit; did you mean main?")]
    [TestCase(
        "--target=Affected --since=main --depth=-1",
        "--depth cannot be -1; write a whole number: 0 for only what changed itself, 1 for what requires that, and so on"
    )]
    [TestCase(
        "--target=Build --component=web --since=main --depth=2",
        "--depth means nothing without --component=affected; add that, or leave --depth out",
        "--since means nothing without --component=affected; add that, or leave --since out"
    )]
    [TestCase("--target=Deplo --component=affected --since=main", "there is no target Deplo; did you mean Deploy?")]
    [TestCase(
        "--target=Affected --since=main --force",
        "--force means nothing for Affected; leave it out; ./build.sh --target=Affected --help lists what it takes"
    )]
    public void A_wrong_question_is_refused(string words, params string[] lines) =>
        _platform.Run(words.Split(' ')).ShouldOnlySay(2, lines);

    private string[] Names(params string[] options) =>
        Components(_platform.Run(["--target=Affected", "--since=main", "--output=json", .. options]).ShouldSucceed());

    /// <summary>The names in the JSON of this target and of others.</summary>
    private static string[] Components(ProgramResult result) =>
        [
            .. JsonNode.Parse(result.Output)!["components"]!
                .AsArray()
                .Select(node =>
                    node is JsonObject one ? one["component"]!.GetValue<string>() : node!.GetValue<string>()
                ),
        ];

    private string Git(params string[] arguments) => TestGit.Run(_platform.Root, arguments);
}

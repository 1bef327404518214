using Repository.Tests.CommandLine;

namespace Repository.Tests.NewEnvironment;

/// <summary>What NewEnvironment makes, used by the compiled program, and what it refuses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class NewEnvironmentTests : IDisposable
{
    private const string File = "environments/prod-eu-2/environment.yaml";

    private readonly SetPlatform _sets = new();

    public NewEnvironmentTests() =>
        Platform.Environment(
            "prod-eu-1",
            "target: { directory: artifacts/prod-eu-1 }\nversions: pinned\nmissing-dependencies: deploy\n"
        );

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void One_file_and_a_version_set_are_all_that_a_new_environment_needs()
    {
        _sets.Deploy().Pin("first");
        Platform.File("environments/prod-eu-1/values/web.yaml", "replicas: 3\n");
        var before = Everything();

        var created = Platform
            .Run("--target=NewEnvironment", "--name=prod-eu-2", "--extends=prod-eu-1")
            .ShouldSucceed();

        Snapshot.Match(created.Output);
        Everything().Except(before).ShouldBe([File]);
        var deployed = Platform.Run("--target=StandUp", "--environment=prod-eu-2", "--set=first").ShouldSucceed();
        deployed.Said.ShouldContain("web 1.0.0 sha256:<digest> deployed to prod-eu-2");
        Platform.Has("artifacts/prod-eu-2/web").ShouldBeTrue();
        Platform.Has("artifacts/prod-eu-1").ShouldBeFalse();
        Everything()
            .Except(before)
            .Where(path => path.StartsWith("environments/", StringComparison.Ordinal))
            .ShouldBe([File, "environments/prod-eu-2/ledger.jsonl"]);
    }

    [Test]
    public void Without_a_set_there_is_nothing_that_it_should_run()
    {
        Platform.Run("--target=NewEnvironment", "--name=prod-eu-2", "--extends=prod-eu-1").ShouldSucceed();

        Platform
            .Run("--target=Deploy", "--component=all", "--environment=prod-eu-2")
            .ShouldOnlySay(
                2,
                "prod-eu-2 deploys pinned versions, and pins none; add --set=NAME, or write "
                    + "environments/prod-eu-2/versions.yaml with a line such as \"ingress: 1.4.0\""
            );
    }

    [Test]
    public void Programs_get_one_document() =>
        Platform
            .Run("--target=NewEnvironment", "--name=prod-eu-2", "--extends=prod-eu-1", "--output=json")
            .ShouldSucceed()
            .Output.ReplaceLineEndings("")
            .Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(
                "{\"environment\":\"prod-eu-2\",\"extends\":\"prod-eu-1\",\"target\":\"directoryartifacts/prod-eu-2\","
                    + $"\"file\":\"{File}\"}}"
            );

    [TestCase(
        "",
        "nothing says which environment the new one is like; add --extends=NAME: one of prod-eu-1, sandbox\n"
            + "the new environment has no name; add --name=NAME, such as --name=prod-eu-2"
    )]
    [TestCase(
        "--name=Prod_EU --extends=prod-eu1",
        "--name must be a name such as base-k8s, and \"Prod_EU\" is not: 'P' is an upper-case letter; "
            + "write lower-case letters, digits and dashes, such as prod-eu\n"
            + "there is no environment prod-eu1; did you mean prod-eu-1?"
    )]
    [TestCase(
        "--name=version-sets --extends=sandbox",
        "environments/version-sets is where version sets are; choose another name"
    )]
    [TestCase(
        "--name=proposed --extends=sandbox",
        "proposed means the version set that Resolve proposed last, wherever a set or an environment is named; choose another name"
    )]
    [TestCase(
        "--name=con --extends=sandbox",
        "con is the name of a device on Windows, where no checkout could hold environments/con; choose another name"
    )]
    [TestCase(
        "--name=prod-eu-2 --extends=base",
        "base deploys to nothing, so nothing says what the new environment is to deploy to; "
            + "name one that deploys to something: prod-eu-1, sandbox"
    )]
    [TestCase(
        "--name=sandbox --extends=prod-eu-1",
        "environments/sandbox: this already exists, and nothing in it was changed; choose another name, or move it away"
    )]
    [TestCase(
        "--name=store --extends=sandbox",
        "environments/store/environment.yaml(4,3): the directory artifacts/store holds other things, which a deployment could "
            + "remove; write one such as artifacts/sandbox"
    )]
    [TestCase(
        "--name=taken --extends=sandbox",
        "environments/taken/environment.yaml(4,3): taken is deployed to the directory artifacts/taken, and so is other at "
            + "environments/other/environment.yaml(1,11); give each its own target"
    )]
    public void What_is_wrong_is_reported_and_nothing_is_touched(string words, string message)
    {
        Platform
            .Environment("base", "missing-dependencies: deploy\n")
            .Environment("other", "target: { directory: artifacts/taken }\n");
        message = message.Replace("prod-eu-1, sandbox", "other, prod-eu-1, sandbox", StringComparison.Ordinal);
        var before = Everything();

        var result = Platform.Run([
            "--target=NewEnvironment",
            .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

        result.ShouldOnlySay(2, message.Split('\n'));
        Everything().ShouldBe(before);
    }

    private string[] Everything() =>
        [
            .. Directory
                .EnumerateFiles(Platform.Root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Platform.Root, file))
                .Where(path => !path.StartsWith("artifacts", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
}

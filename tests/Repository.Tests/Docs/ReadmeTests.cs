namespace Repository.Tests.Docs;

/// <summary>What the README says to type works, in its order, in a fresh checkout.</summary>
[NonParallelizable]
public sealed class ReadmeTests
{
    private RepositoryCopy _checkout = null!;

    [OneTimeSetUp]
    public void CopyTheRepository() => _checkout = new RepositoryCopy();

    [OneTimeTearDown]
    public void RemoveTheCopy() => _checkout.Dispose();

    [Test]
    [Order(1)]
    public void The_first_command_deploys_ingress_and_what_it_requires()
    {
        var first = Commands()[0];
        first.ShouldBe("./build.sh --target=Deploy --component=ingress");

        var (exitCode, output) = _checkout.Run(first);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("because ingress 1.4.0 requires base-k8s >=1.31.3 <2.0.0 and sandbox has no base-k8s");
        output.ShouldContain("Deployed base-network, base-k8s and ingress to sandbox in ");
        File.Exists(Path.Combine(_checkout.Root, "artifacts/sandbox/ingress/deployment-ingress-controller.yaml"))
            .ShouldBeTrue(output);
        File.ReadAllLines(Path.Combine(_checkout.Root, "environments/sandbox/ledger.jsonl")).Length.ShouldBe(6);
    }

    [Test]
    [Order(2)]
    public void Running_it_again_says_why_nothing_changed_and_changes_no_file_but_its_own_log()
    {
        var before = _checkout.Files();

        var (exitCode, output) = _checkout.Run(Commands()[0]);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("Nothing to do: ingress 1.4.0 is unchanged in sandbox.");
        string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldContain("and is still there");
        _checkout.Files().ShouldBe(before, ignoreOrder: true);
    }

    [Test]
    [Order(3)]
    public void The_second_command_runs_these_tests() => Commands()[1].ShouldBe("./build.sh --target=SelfTest");

    [Test]
    [Order(4)]
    [TestCaseSource(nameof(Others))]
    public void Every_other_command_works_too(string command)
    {
        var (exitCode, output) = _checkout.Run(command);
        exitCode.ShouldBe(0, output);
        if (Says.GetValueOrDefault(command) is { } expected)
        {
            string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .ShouldContain(expected);
        }
    }

    [Test]
    [Order(5)]
    public void The_release_manager_leaves_a_pinned_set_and_its_evidence_for_Git()
    {
        Says.Keys.ShouldBeSubsetOf(Commands());
        var (_, changed) = _checkout.Run("git status --porcelain --untracked-files=all environments");
        changed.ShouldContain("?? environments/version-sets/2026.11.1.yaml");
        changed.ShouldContain("?? environments/version-sets/compatibility.jsonl");
        var evidence = File.ReadAllLines(Path.Combine(_checkout.Root, "environments/version-sets/compatibility.jsonl"));
        evidence.ShouldHaveSingleItem().ShouldContain("\"outcome\":\"passed\"");
    }

    /// <summary>What the release manager reads.</summary>
    private static readonly Dictionary<string, string> Says = new()
    {
        ["./build.sh --target=Resolve --from=sandbox"] = "It is in artifacts/proposed.yaml.",
        ["./build.sh --target=Certify --set=proposed"] = "proposed passed in sandbox, Kubernetes 1.31.2, in ",
        ["./build.sh --target=Pin --set=2026.11.1 --note=\"The first\""] = "Pinned 2026.11.1: 5 components",
        ["./build.sh --target=Matrix"] = "2026.11.1 good now :1",
        ["./build.sh --target=Retest --set=2026.11.1"] = "No test of 2026.11.1 has to run again in sandbox",
        ["./build.sh --target=Diff --set=2026.11.1 --with=sandbox"] =
            "2026.11.1 and sandbox run the same: 5 components.",
        ["./build.sh --target=Deploy --set=2026.11.1 --component=all"] =
            "Nothing to do: 5 components are unchanged in sandbox.",
    };

    private static IEnumerable<string> Others() => Commands().Skip(2);

    /// <summary>A test runs those of the guide, from packages alone, in an empty folder.</summary>
    [Test]
    public void The_commands_for_a_repository_of_one_s_own_are_those_of_its_guide()
    {
        var block = Blocks("README.md").Single(IsOfOwnRepository);

        Blocks("docs/adopt.md").First().ShouldBe(block);
    }

    /// <summary>The lines of code blocks that start the program here, without their comments, each once.</summary>
    private static string[] Commands() =>
        [
            .. Blocks("README.md")
                .Where(block => !IsOfOwnRepository(block))
                .SelectMany(block => block.Split('\n'))
                .Where(line => line.StartsWith("./build.sh ", StringComparison.Ordinal))
                .Select(line => line.Split(" #")[0].TrimEnd())
                .Distinct(),
        ];

    private static bool IsOfOwnRepository(string block) => block.StartsWith("dotnet new ", StringComparison.Ordinal);

    /// <summary>What stands between fences.</summary>
    private static IEnumerable<string> Blocks(string file) =>
        SourceTree
            .Read(file)
            .ReplaceLineEndings("\n")
            .Split("\n```")
            .Where((_, index) => index % 2 == 1)
            .Select(block => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
}

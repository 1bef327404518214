namespace Repository.Tests.Docs;

/// <summary>What the README tells people to type works, in its order, in a checkout like theirs.</summary>
[NonParallelizable]
public sealed class ReadmeTests
{
    private Checkout _checkout = null!;

    [OneTimeSetUp]
    public void CopyTheRepository() => _checkout = new Checkout();

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
        output.ShouldContain("because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and sandbox has no base-k8s");
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
    }

    private static IEnumerable<string> Others() => Commands().Skip(2);

    /// <summary>The lines of code blocks that start the program, without their comments.</summary>
    private static string[] Commands() =>
        [
            .. File.ReadAllLines(Path.Combine(Checkout.Source, "README.md"))
                .Where(line => line.StartsWith("./build.sh ", StringComparison.Ordinal))
                .Select(line => line.Split(" #")[0].TrimEnd()),
        ];
}

namespace Repository.Tests.CommandLine;

/// <summary>What the program says about itself.</summary>
public sealed class HelpTests
{
    private ScratchPlatform _platform = null!;

    [OneTimeSetUp]
    public void SetUp() => _platform = new ScratchPlatform().Component("ingress");

    [OneTimeTearDown]
    public void TearDown() => _platform.Dispose();

    [TestCase("")]
    [TestCase("--help")]
    [TestCase("-h")]
    [TestCase("--target=Help")]
    public void The_program_explains_itself(string words)
    {
        var result = _platform.Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldSucceed();
        result.ShouldTouchNothing();
        Snapshot.Match(result.Output);
    }

    [TestCase("Lint")]
    [TestCase("Build")]
    [TestCase("Test")]
    [TestCase("Plan")]
    [TestCase("Deploy")]
    [TestCase("Verify")]
    [TestCase("Destroy")]
    [TestCase("Components")]
    [TestCase("Environments")]
    [TestCase("StandUp")]
    [TestCase("TearDown")]
    [TestCase("Status")]
    [TestCase("Drift")]
    [TestCase("Leases")]
    [TestCase("Quarantine")]
    [TestCase("Readmit")]
    [TestCase("Rollback")]
    [TestCase("History")]
    [TestCase("ExportLedger")]
    [TestCase("ImportLedger")]
    [TestCase("Affected")]
    [TestCase("Explain")]
    [TestCase("PostReport")]
    [TestCase("Capabilities")]
    [TestCase("Versions")]
    [TestCase("Publish")]
    [TestCase("Bump")]
    [TestCase("Certify")]
    [TestCase("Validate")]
    [TestCase("Bisect")]
    [TestCase("Matrix")]
    [TestCase("Retest")]
    [TestCase("Resolve")]
    [TestCase("Pin")]
    [TestCase("Sets")]
    [TestCase("Diff")]
    [TestCase("Check")]
    [TestCase("Doctor")]
    [TestCase("InstallTools")]
    [TestCase("NewComponent")]
    [TestCase("NewEnvironment")]
    [TestCase("NewPlatform")]
    [TestCase("Upgrade")]
    [TestCase("Pack")]
    [TestCase("Pipelines")]
    [TestCase("Schemas")]
    [TestCase("Completion")]
    [TestCase("SelfTest")]
    [TestCase("Graph")]
    [TestCase("Gates")]
    [TestCase("Promote")]
    [TestCase("Advance")]
    [TestCase("Approve")]
    [TestCase("Override")]
    [TestCase("Freeze")]
    [TestCase("Unfreeze")]
    [TestCase("Hold")]
    [TestCase("Condemn")]
    [TestCase("Release")]
    public void Every_target_explains_itself(string target)
    {
        var result = _platform.Run($"--target={target}", "--help").ShouldSucceed();
        result.ShouldTouchNothing();
        Snapshot.Match(result.Output, $"Every_target_explains_itself.{target}");
    }

    [Test]
    public void Help_names_every_target_that_can_be_explained()
    {
        var listed = _platform
            .Run("--help")
            .Output.Split('\n')
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsUpper(line[2]))
            .Select(line => line.Trim().Split(' ')[0])
            .Except(["Help"]);
        typeof(HelpTests)
            .GetMethod(nameof(Every_target_explains_itself))!
            .GetCustomAttributes(typeof(TestCaseAttribute), inherit: false)
            .Cast<TestCaseAttribute>()
            .Select(test => (string)test.Arguments[0]!)
            .ShouldBe(listed, ignoreOrder: true);
    }

    [Test]
    public void Help_for_an_unknown_target_suggests_one() =>
        _platform.Run("--target=Deplo", "--help").ShouldOnlySay(2, "there is no target Deplo; did you mean Deploy?");

    [Test]
    public void Targets_and_options_are_found_in_any_case() =>
        _platform.Run("-t", "components", "--OUTPUT=JSON").ShouldSucceed().Output.ShouldStartWith("{");
}

namespace Repository.Tests.CommandLine;

/// <summary><c>-C FOLDER</c>: the platform there counts, and paths are relative to that folder.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DirectoryTests : IDisposable
{
    private readonly ScratchPlatform _here = new ScratchPlatform().Component("ingress");
    private readonly ScratchPlatform _there = new ScratchPlatform().Component("greeter");

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [TestCase("-C {0} --target=Components")]
    [TestCase("-C={0} --target=Components")]
    [TestCase("--target=Components --directory={0}")]
    public void The_platform_of_that_folder_counts_whatever_the_launcher_says(string words)
    {
        var output = _here.Run(Words(words, _there.Root)).ShouldSucceed().Output;

        output.ShouldContain("greeter");
        output.ShouldNotContain("ingress");
    }

    [Test]
    public void A_folder_below_a_platform_will_do()
    {
        _here
            .Run("-C", Path.Combine(_there.Root, "components", "greeter"), "--target=Components")
            .ShouldSucceed()
            .Output.ShouldContain("greeter");
    }

    [Test]
    public void Relative_paths_count_from_there()
    {
        var relative = Path.GetRelativePath(_here.Root, _there.Root);

        _here.Run("-C", relative, "--target=Build", "--component=greeter", "--report=reports/run.json").ShouldSucceed();

        _there.Has("reports/run.json").ShouldBeTrue();
        _here.Has("reports").ShouldBeFalse();
        _there.Has("artifacts/store").ShouldBeTrue();
    }

    [Test]
    public void A_foreign_folder_without_a_platform()
    {
        _here
            .Run("-C", _here.Home, "--target=Status")
            .ShouldOnlySay(
                2,
                "There is no platform.yaml in <home> or above it.",
                "Start the program with build.sh, in a platform's folder, or with -C FOLDER. `--target=NewPlatform --to=FOLDER` makes a platform."
            );
    }

    [TestCase("--help")]
    [TestCase("--version")]
    [TestCase("--target=Help")]
    [TestCase("--target=Deploy --help")]
    public void What_explains_the_program_needs_no_platform(string words) =>
        _here.Run(["-C", _here.Home, .. words.Split(' ')]).ShouldSucceed().Output.ShouldNotBeEmpty();

    [Test]
    public void A_new_platform_is_made_where_there_is_none()
    {
        _here.Run("-C", _here.Home, "--target=NewPlatform", "--to=acme").ShouldSucceed();

        File.Exists(Path.Combine(_here.Home, "acme", "platform.yaml")).ShouldBeTrue();
    }

    [TestCase(
        "-C nowhere --target=Check",
        "-C nowhere: there is no such folder; name the folder of a platform, or one below it"
    )]
    [TestCase(
        "-C platform.yaml --target=Check",
        "-C platform.yaml is a file; name the folder of a platform, or one below it"
    )]
    [TestCase("--target=Check -C", "--directory has no value; write --directory=FOLDER")]
    [TestCase("-C a -C b --target=Check", "--directory is given twice; give it once")]
    public void What_is_wrong_with_it_is_said(string words, string message) =>
        _here.Run(words.Split(' ')).ShouldOnlySay(2, message);

    private static string[] Words(string words, string folder) =>
        [.. words.Split(' ').Select(word => word.Replace("{0}", folder, StringComparison.Ordinal))];
}

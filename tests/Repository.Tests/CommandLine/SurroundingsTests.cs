using System.Diagnostics;

namespace Repository.Tests.CommandLine;

/// <summary>The program where a machine is set up in another way: what it makes is the same.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SurroundingsTests : IDisposable
{
    private const int Stranger = 54_321;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private readonly ScratchPlatform _usual = Platform();
    private readonly ScratchPlatform _platform = Platform();

    public void Dispose()
    {
        Chmod("-R", "u+rwX", _platform.Root);
        _usual.Dispose();
        _platform.Dispose();
    }

    [Test]
    public void With_umask_077_the_artifact_and_what_is_deployed_are_the_same_and_open_to_no_one_else()
    {
        _usual.Run("--target=Deploy", "--component=web").ShouldSucceed();
        _platform.Tool(
            "narrow",
            $"umask 077; exec '{MachineTool.DotNet}' '{SourceTree.Program}' --target=Deploy --component=web"
        );

        _platform.Program("narrow").ShouldSucceed();

        Digest(_platform).ShouldBe(Digest(_usual));
        Deployed(_platform).ShouldBe(Deployed(_usual));
        Directory
            .EnumerateFileSystemEntries(Path.Combine(_platform.Root, "artifacts"), "*", SearchOption.AllDirectories)
            .Where(entry => (File.GetUnixFileMode(entry) & Others) != UnixFileMode.None)
            .ShouldBeEmpty();
    }

    [Test]
    public void A_user_without_a_name_and_a_home_deploys_the_same()
    {
        _usual.Run("--target=Deploy", "--component=web").ShouldSucceed();
        Chmod("-R", "a+rwX", _platform.Root);
        _platform.Variable("HOME", "/nonexistent/home");

        var deployed = _platform.AsStranger(Stranger, "--target=Deploy", "--component=web").ShouldSucceed();

        Digest(_platform).ShouldBe(Digest(_usual));
        Deployed(_platform).ShouldBe(Deployed(_usual));
        deployed.Raw.ShouldNotContain("/nonexistent");
        _platform.AsStranger(Stranger, "--target=Status").ShouldSucceed().Output.ShouldContain("web");
    }

    [Test]
    public void A_checkout_that_may_only_be_read_is_built_and_planned_where_artifacts_may_be_written()
    {
        _usual.Run("--target=Build", "--component=web").ShouldSucceed();
        Directory.CreateDirectory(Path.Combine(_platform.Root, "artifacts"));
        Chmod("-R", "a-w,a+rX", _platform.Root);
        Chmod("a+rwx", Path.Combine(_platform.Root, "artifacts"));

        var built = _platform.AsStranger(Stranger, "--target=Build", "--component=web").ShouldSucceed();
        var planned = _platform.AsStranger(Stranger, "--target=Plan", "--component=web").ShouldSucceed();

        Built(_platform).ShouldBe(Built(_usual));
        planned.Output.ShouldContain("This would change in web:");
        built
            .Touched.Concat(planned.Touched)
            .Where(path => !path.StartsWith("artifacts", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static ScratchPlatform Platform()
    {
        var platform = new ScratchPlatform().Component("web").File(".gitignore", "/artifacts/\n*.log\n");
        platform.File("components/web/a.log", "");
        TestGit.Run(platform.Root, "init", "--quiet", "--initial-branch=main");
        return platform;
    }

    private static string Digest(ScratchPlatform platform) => DigestIn(platform, "environments/sandbox/ledger.jsonl");

    private static string Built(ScratchPlatform platform) => DigestIn(platform, "artifacts/store/index.json");

    private static string DigestIn(ScratchPlatform platform, string file) =>
        platform.Read(file).Split('"').First(word => word.StartsWith("sha256:", StringComparison.Ordinal));

    private static string[] Deployed(ScratchPlatform platform)
    {
        var folder = Path.Combine(platform.Root, "artifacts", "sandbox");
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetRelativePath(folder, file)}: {File.ReadAllText(file)}"),
        ];
    }

    private static void Chmod(params string[] arguments)
    {
        using var chmod = Process.Start("chmod", arguments);
        chmod.WaitForExit();
    }
}

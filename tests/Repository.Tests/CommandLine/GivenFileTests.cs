namespace Repository.Tests.CommandLine;

/// <summary>What stands in the place of a file and has no end: a job of a stranger may leave such a thing where its report should be.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
[Platform(Include = "Linux")]
public sealed class GivenFileTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("ingress");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void A_report_that_is_a_pipe_is_refused_and_not_waited_for()
    {
        // Not in the platform, all of whose files the test reads.
        ExternalProgram.Run(_platform.Home, "mkfifo", "report.json");

        _platform
            .Run("--target=PostReport", "--report=../home/report.json")
            .ShouldOnlySay(
                2,
                "../home/report.json: it cannot be read: it is a pipe; take the file that --report=FILE.json wrote, as it is"
            );
    }

    [Test]
    public void A_report_that_is_a_device_is_refused_unread() =>
        _platform
            .Run("--target=PostReport", "--report=/dev/zero")
            .ShouldOnlySay(
                2,
                "/dev/zero: it cannot be read: it is a device; take the file that --report=FILE.json wrote, as it is"
            );

    [Test]
    public void A_pin_that_cannot_be_read_is_reported_by_Upgrade_and_stops_nothing_else()
    {
        Directory.CreateDirectory(Path.Combine(_platform.Root, ".config", "dotnet-tools.json"));

        _platform.Run("--target=Components").ShouldSucceed().Output.ShouldContain("ingress");
        _platform
            .Run("--target=Upgrade")
            .ShouldEnd(2)
            .Error.ShouldContain(
                ".config/dotnet-tools.json: it cannot be read: it is a folder; put a file in its place that this user may read\n"
            );
    }

    [Test]
    public void A_component_whose_folder_cannot_be_listed_is_reported_and_not_taken_for_absent()
    {
        _platform.Private("components/ingress");

        _platform
            .AsNobody("--target=Check")
            .ShouldOnlySay(
                2,
                "components/ingress: this folder cannot be read: Access to the path '<root>/components/ingress' is denied; make it readable by this user"
            );
    }

    [TestCase("a folder")]
    [TestCase("a link to nowhere, which does not exist")]
    public void A_pipeline_in_whose_place_is_something_else_is_reported(string what)
    {
        var file = Path.Combine(_platform.Root, ".gitlab-ci.yml");
        if (what == "a folder")
        {
            Directory.CreateDirectory(file);
        }
        else
        {
            File.CreateSymbolicLink(file, "nowhere");
        }

        _platform
            .Run("--target=Pipelines", "--system=gitlab")
            .ShouldOnlySay(
                2,
                $".gitlab-ci.yml: it cannot be read: it is {what}; move it away, or make it a file that this user may read"
            );
    }

    [TestCase("--target=Pipelines --system=gitlab", ".gitlab-ci.yml")]
    [TestCase("--target=Schemas", ".schemas/capabilities.schema.json")]
    public void Files_that_this_user_may_not_write_are_reported(string words, string file)
    {
        var end = _platform.AsNobody(words.Split(' ')).ShouldEnd(1);

        end.Error.ShouldStartWith($"{file} cannot be written: Access to the path ");
        end.Error.ShouldEndWith(
            " is denied.\nFree some space, or get permission to write there; then run this again.\n"
        );
    }

    [Test]
    public void A_base_that_cannot_be_checked_out_is_reported()
    {
        _platform
            .Environment("sandbox", "target: { directory: sandbox }\nfor-tests: true\n")
            .File("artifacts", "a file\n");
        TestGit.Run(_platform.Root, "init", "--quiet");
        TestGit.Run(_platform.Root, "add", "--all");
        TestGit.Run(_platform.Root, "-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-qm", "x");
        _platform.File(
            "components/ingress/component.yaml",
            _platform.Read("components/ingress/component.yaml") + "owner: me\n"
        );

        var end = _platform.Run("--target=Validate", "--since=HEAD").ShouldEnd(1);

        end.Error.ShouldContain("The base cannot be checked out in artifacts/base: ");
        end.Error.ShouldNotContain("   at ");
    }

    [Test]
    public void What_the_system_refuses_where_no_message_was_written_for_it_is_no_stack_trace()
    {
        // Upgrade works in artifacts/.
        _platform
            .File(
                ".config/dotnet-tools.json",
                """{"version":1,"tools":{"pathtoprod.tool":{"version":"0.0.1","commands":["path-to-prod"]}}}"""
            )
            .File("artifacts", "a file\n");
        TestGit.Run(_platform.Root, "init", "--quiet");
        TestGit.Run(_platform.Root, "add", "--all");
        TestGit.Run(_platform.Root, "-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-qm", "x");

        var end = _platform.Run("--target=Upgrade", "--to=0.0.2").ShouldEnd(1);

        end.Error.ShouldContain("The system refused what this needs: ");
        end.Error.ShouldEndWith(
            ".\nFree some space, or get the right to read and write there; then run the same command again. --verbosity=verbose shows where it happened.\n"
        );
        _platform
            .Run("--target=Upgrade", "--to=0.0.2", "--verbosity=verbose")
            .ShouldEnd(1)
            .Error.ShouldContain("   at PathToProd.");
    }

    [Test]
    public void A_ledger_and_sets_that_cannot_be_read_are_not_taken_for_empty()
    {
        _platform
            .File("environments/sandbox/ledger.jsonl", "garbage\n")
            .File("environments/version-sets/2026.11.1.yaml", "garbage\n");

        _platform
            .Run("--target=History")
            .ShouldSucceed()
            .Output.ShouldBe("No attempt in sandbox is known, as lines of its ledger cannot be read.\n");
        _platform
            .Run("--target=Status")
            .ShouldSucceed()
            .Output.ReplaceLineEndings(" ")
            .ShouldContain("no line that can be read says that it was ever deployed");
        _platform
            .Run("--target=Matrix")
            .ShouldEnd(2)
            .Output.ShouldBe("No version set is shown, as none of those that are pinned can be read.\n");
    }

    [Test]
    public void SelfTest_is_for_the_repository_of_the_program_alone() =>
        _platform
            .Run("--target=SelfTest")
            .ShouldOnlySay(
                2,
                "SelfTest runs the tests of Path to Prod itself, and this is not its repository.",
                "To test the components of a platform: ./build.sh --target=Test --component=all."
            );
}

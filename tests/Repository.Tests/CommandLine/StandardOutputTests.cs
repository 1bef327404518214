namespace Repository.Tests.CommandLine;

/// <summary>Standard output that cannot be written: a full disk behind it, or none at all.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
[Platform(Include = "Linux")]
public sealed class StandardOutputTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("ingress")
        .RealTool("dotnet")
        .RealTool("bash");

    public void Dispose() => _platform.Dispose();

    [TestCase(">/dev/full", "No space left on device")]
    [TestCase(">&-", "Bad file descriptor")]
    public void A_result_that_cannot_be_written_is_reported_in_one_line(string redirection, string why)
    {
        var end = Shell($"--target=Components {redirection}");

        end.ExitCode.ShouldBe(1);
        end.Error.ShouldBe($"Not all of the result could be written to standard output: {why}.\n");
    }

    [Test]
    public void A_run_whose_events_cannot_be_written_is_carried_out_to_its_end()
    {
        var end = Shell("--target=Deploy --component=ingress --output=events >/dev/full");

        end.ExitCode.ShouldBe(1);
        end.Error.ShouldEndWith(
            "Not all of the result could be written to standard output: No space left on device.\n"
        );
        _platform.Run("--target=History").ShouldSucceed().Output.ShouldContain("succeeded");
    }

    [Test]
    public void A_reader_that_is_gone_is_no_fault()
    {
        var end = Shell("--target=Help | true; exit ${PIPESTATUS[0]}");

        end.ExitCode.ShouldBe(0);
        end.Error.ShouldBe("");
    }

    [TestCase("Components")]
    [TestCase("Environments")]
    public void A_document_ends_with_one_line_break(string target)
    {
        var document = _platform.Run($"--target={target}", "--output=json").ShouldSucceed().RawOutput;

        document.ShouldEndWith("}\n");
        document.ShouldNotEndWith("\n\n");
    }

    private ProgramResult Shell(string words) =>
        _platform.Tool("shell", $"bash -c 'dotnet \"$0\" {words}' '{SourceTree.Program}'").Program("shell");
}

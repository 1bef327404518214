namespace Repository.Tests.CommandLine;

/// <summary>The program on a real (pseudo) terminal, made by <c>script</c>.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
[Platform("Linux")]
public sealed class TerminalTests : IDisposable
{
    private const char Escape = '\e';

    private readonly ScratchPlatform _platform = new();

    public TerminalTests()
    {
        _platform.Component("web").RealTool("script").RealTool("stty");
        _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
    }

    public void Dispose() => _platform.Dispose();

    [TestCase("TERM=dumb")]
    [TestCase("NO_COLOR=1")]
    [TestCase("NO_COLOR=0")]
    public void Without_colours_there_is_no_escape_sequence(string variable) =>
        Shown(80, variable, "--target=Status").ShouldNotContain(Escape);

    [TestCase("NO_COLOR=")]
    [TestCase("TERM=xterm")]
    public void With_colours_there_are_some(string variable) =>
        Shown(80, variable, "--target=Status").ShouldContain(Escape);

    [Test]
    public void A_dumb_terminal_gets_no_line_that_is_taken_back() =>
        Shown(80, "TERM=dumb", "--target=Deploy", "--component=web", "--force").ShouldNotContain(Escape);

    [Test]
    public void Every_table_and_help_fits(
        [Values(40, 80)] int columns,
        [Values("Status", "History", "Versions", "Components", "Environments", "Doctor", "Sets", "Help")] string target
    )
    {
        foreach (var line in Shown(columns, "TERM=dumb", $"--target={target}").Split('\n'))
        {
            if (!line.Contains("fix:", StringComparison.Ordinal) && !line.Contains('/'))
            {
                line.TrimEnd('\r').Length.ShouldBeLessThanOrEqualTo(columns, line);
            }
        }
    }

    [Test]
    public void A_pipe_gets_whole_lines_without_colours()
    {
        var status = _platform.Run("--target=Status").ShouldSucceed();

        status.RawOutput.ShouldNotContain(Escape);
        status.RawOutput.ShouldContain("DIGEST");
    }

    private string Shown(int columns, string variable, params string[] arguments)
    {
        var call = string.Join(' ', arguments.Select(argument => $"'{argument}'"));
        _platform.Tool(
            "terminal",
            $"exec script -qec \"stty cols {columns}; exec env {variable} '{MachineTool.DotNet}' '{SourceTree.Program}' {call}\" /dev/null"
        );
        _platform.RealTool("env");
        var shown = _platform.Program("terminal").RawOutput;
        _platform.NoTool("env");
        return shown;
    }
}

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

    [TestCase(80)]
    [TestCase(200)]
    public void A_run_of_several_components_is_a_table_that_leaves_nothing_behind(int columns)
    {
        Smoke("db", "echo Waiting for the database to answer; sleep 3");
        Smoke("bad", "echo It is broken; exit 3");

        var written = Shown(columns, "TERM=xterm", "--target=Deploy", "--component=all", "--parallel=2");
        var screen = TerminalScreen.Of(written);

        written.ShouldContain("LAST LINE");
        written.ShouldContain("Waiting for the database to answer");
        written.ShouldNotContain("\e[?25l");
        string.Join('\n', screen).ShouldNotContain("LAST LINE");
        screen.ShouldAllBe(line => line.Length <= columns || line.Contains('/'));
        screen.Count(line => line.StartsWith("bad 1.0.1", StringComparison.Ordinal)).ShouldBe(2);
        screen.ShouldContain(line => line.StartsWith("Deploy to sandbox failed after ", StringComparison.Ordinal));
    }

    [Test]
    public void Without_colours_the_table_is_still_a_table()
    {
        Smoke("db", "sleep 1");

        var written = Shown(80, "NO_COLOR=1", "--target=Deploy", "--component=all");

        written.ShouldContain("LAST LINE");
        System.Text.RegularExpressions.Regex.IsMatch(written, "\e\\[[0-9;]*m").ShouldBeFalse();
    }

    [Test]
    public void Ctrl_C_says_what_happens_above_the_table_and_leaves_the_terminal_as_it_was()
    {
        Smoke("db", "kill -INT $PPID; exec sleep 30");

        var written = Shown(80, "TERM=xterm", "--target=Deploy", "--component=all");
        var screen = TerminalScreen.Of(written);

        screen.ShouldContain("Stopping: waiting for tools to save their state. Interrupt again to kill them.");
        screen.ShouldContain(line =>
            line.StartsWith("Deploy to sandbox was cancelled after ", StringComparison.Ordinal)
        );
        string.Join('\n', screen).ShouldNotContain("LAST LINE");
    }

    [Test]
    public void A_run_of_one_component_keeps_its_lines_and_shows_what_runs_below_them()
    {
        Smoke("web", "echo Waiting for the pods; sleep 3");

        var written = Shown(80, "TERM=xterm", "--target=Deploy", "--component=web", "--force");

        written.ShouldNotContain("LAST LINE");
        written.ShouldContain("Waiting for the pods");
        TerminalScreen.Of(written).ShouldContain(line => line.Contains("  Deploy   done ", StringComparison.Ordinal));
    }

    [TestCase("TERM=dumb", "")]
    [TestCase("TERM=xterm", "--verbosity=verbose")]
    [TestCase("GITHUB_ACTIONS=true", "")]
    public void Where_lines_have_to_stay_there_is_no_table(string variable, string more)
    {
        Smoke("db", "sleep 0.6");

        Shown(
                80,
                variable,
                ["--target=Deploy", "--component=all", .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]
            )
            .ShouldNotContain("LAST LINE");
    }

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

    private void Smoke(string name, string script) =>
        _platform
            .Component(name, "1.0.1", "smoke: { script: tests/smoke.sh }\n")
            .Script($"components/{name}/tests/smoke.sh", script);

    private string Shown(int columns, string variable, params string[] arguments)
    {
        var call = string.Join(' ', arguments.Select(argument => $"'{argument}'"));
        _platform.Tool(
            "terminal",
            $"exec script -qec \"stty cols {columns} rows 24; exec env {variable} '{MachineTool.DotNet}' '{SourceTree.Program}' {call}\" /dev/null"
        );
        _platform.RealTool("env");
        var shown = _platform.Program("terminal").RawOutput;
        _platform.NoTool("env");
        return shown;
    }
}

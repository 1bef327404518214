using System.Globalization;
using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Interruption;

/// <summary>The sample host and a real child, asked to stop.</summary>
[Platform(Exclude = "Win")]
internal sealed class InterruptionTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("TERM", 143)]
    [TestCase("INT", 130)]
    public void The_child_ends_politely_and_what_must_happen_still_does(string signal, int expected)
    {
        Script("trap 'echo polite > said; exit 3' TERM; echo $$ > started; while :; do sleep 0.1; done");
        using var program = Start();
        WaitFor("started");
        program.Signal(signal);
        var (exitCode, output, errors) = program.Result();
        exitCode.ShouldBe(expected);
        File.ReadAllText(_folder["said"]).ShouldBe("polite\n");
        output.ShouldContain($"Interrupted by SIG{signal}");
        output.ShouldContain("child ended with 3");
        output.ShouldContain("child finally 0");
        output.ShouldContain("teardown");
        output.ShouldContain("Total:");
        output.ShouldNotContain("after the child");
        errors.ShouldContain("the child was ended");
    }

    [Test]
    public void No_further_task_starts_even_when_the_task_takes_it_lightly()
    {
        Script("echo $$ > started; exec sleep 300");
        using var program = Start("--swallow");
        WaitFor("started");
        program.Signal("TERM");
        var (exitCode, output, errors) = program.Result();
        exitCode.ShouldBe(143);
        output.ShouldContain("child finally 0");
        output.ShouldNotContain("after the child");
        output.ShouldContain("teardown");
        errors.ShouldContain("The run was interrupted by SIGTERM.");
    }

    [Test]
    public void A_child_that_does_not_listen_is_killed_with_all_its_own()
    {
        Script("trap '' TERM; sleep 300 & echo $! > grandchild; echo $$ > started; while :; do sleep 1; done");
        using var program = Start("--settings_interruptgraceperiod=0.3");
        WaitFor("started");
        program.Signal("TERM");
        program.Result().ExitCode.ShouldBe(143);
        Eventually.Holds(() => !IsRunning("started") && !IsRunning("grandchild"), "child and grandchild have gone");
    }

    [Test]
    public void What_an_ended_shell_leaves_behind_ends_too()
    {
        Script("sleep 300 & echo $! > grandchild; echo $$ > started; wait");
        using var program = Start();
        WaitFor("started");
        program.Signal("TERM");
        program.Result().ExitCode.ShouldBe(143);
        Eventually.Holds(() => !IsRunning("grandchild"), "the grandchild has gone");
    }

    [Test]
    public void A_second_signal_ends_the_process_at_once()
    {
        Script("trap 'echo > asked' TERM; echo $$ > started; while :; do sleep 0.1; done");
        using var program = Start("--settings_interruptgraceperiod=300");
        WaitFor("started");
        program.Signal("TERM");
        WaitFor("asked");
        program.Signal("TERM");
        program.Result().ExitCode.ShouldBe(143);
        Eventually.Holds(() => !IsRunning("started"), "the child has gone");
    }

    [Test]
    public void Processes_of_a_runner_of_the_program_are_left_alone()
    {
        Script("trap 'echo > asked' TERM; echo $$ > started; until [ -e end ]; do sleep 0.1; done");
        using var program = Start("--own-runner", "--swallow");
        WaitFor("started");
        program.Signal("TERM");
        File.WriteAllText(_folder["end"], "");
        var (exitCode, output, _) = program.Result();
        exitCode.ShouldBe(143);
        output.ShouldContain("child ended with 0");
        File.Exists(_folder["asked"]).ShouldBeFalse();
    }

    [Test]
    public void Two_hosts_in_one_process_both_stop()
    {
        Script("echo $$ > started.$$; exec sleep 300");
        using var program = Start("--two-hosts");
        Eventually.Holds(() => Directory.GetFiles(_folder.Path, "started.*").Length == 2, "both children run");
        program.Signal("TERM");
        var (exitCode, output, _) = program.Result();
        exitCode.ShouldBe(143);
        output.ShouldContain("codes 143 143");
    }

    private void Script(string text) => File.WriteAllText(_folder["script.sh"], $"cd '{_folder.Path}'\n{text}\n");

    private SampleProgram Start(params string[] args) =>
        SampleProgram.Start(["--target=After-Child", $"--script={_folder["script.sh"]}", .. args]);

    /// <summary>A file that is written whole.</summary>
    private void WaitFor(string file) =>
        Eventually.Holds(() => File.Exists(_folder[file]) && new FileInfo(_folder[file]).Length > 0, file);

    private bool IsRunning(string file)
    {
        var stat = $"/proc/{int.Parse(File.ReadAllText(_folder[file]), CultureInfo.InvariantCulture)}/stat";
        try
        {
            return !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}

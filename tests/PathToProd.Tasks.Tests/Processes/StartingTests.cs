using System.Diagnostics;
using System.Text.Json;
using PathToProd.Tools.Processes;
using PathToProd.Tools.Processes.Unix;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>What a program gets: arguments, environment, directory, input.</summary>
[CancelAfter(60_000)]
public class StartingTests
{
    [Test]
    public void Each_argument_arrives_exactly_as_it_is()
    {
        string[] arguments =
        [
            "",
            " ",
            "a b",
            "\"",
            "'",
            "\\",
            "\\\"",
            "a\nb",
            "*",
            "$HOME",
            "%PATH%",
            "grün😀",
            "-",
            "--x=y z",
            "`id`",
            ",",
        ];
        Describe(StandIn.Does(["describe", .. arguments])).Arguments.ShouldBe(arguments);
    }

    [Test]
    public void Variables_are_set_overridden_and_removed()
    {
        var scope = new ProcessScope
        {
            RunId = "run-1",
            Environment = Variables.Of("FROM_SCOPE", "scope").Add("BOTH", "scope").Add("HOME", null),
        };
        var command = StandIn.Does("describe") with
        {
            Environment = Variables.Of("BOTH", "command").Add("EMPTY", "").Add("TEXT", "a=b\nü"),
        };
        var environment = Describe(command, scope).Environment;
        environment["FROM_SCOPE"].ShouldBe("scope");
        environment["BOTH"].ShouldBe("command");
        environment["EMPTY"].ShouldBe("");
        environment["TEXT"].ShouldBe("a=b\nü");
        environment["CAKE"].ShouldBe("True");
        environment["PATH_TO_PROD_RUN"].ShouldBe("run-1");
        environment["PATH"].ShouldBe(Environment.GetEnvironmentVariable("PATH"));
        environment.ShouldNotContainKey("HOME");
    }

    [TestCase("GIT_DIR")]
    [TestCase("GIT_INDEX_FILE")]
    [TestCase("GIT_WORK_TREE")]
    [TestCase("GIT_OBJECT_DIRECTORY")]
    [NonParallelizable]
    public void What_Git_sets_for_its_hooks_goes_to_no_tool_unless_it_is_meant(string name)
    {
        using var hook = new Variable(name, "/elsewhere");

        Describe(StandIn.Does("describe")).Environment.ShouldNotContainKey(name);
        var meant = StandIn.Does("describe") with { Environment = Variables.Of(name, "/here") };
        Describe(meant).Environment[name].ShouldBe("/here");
    }

    [Test]
    public void The_program_runs_in_its_directory()
    {
        using var folder = new TemporaryFolder();
        Describe(StandIn.Does("describe") with { WorkingDirectory = folder.Path }).Directory.ShouldBe(folder.Path);
    }

    [Test]
    public void Without_a_directory_it_runs_in_ours() =>
        Describe(StandIn.Does("describe")).Directory.ShouldBe(Directory.GetCurrentDirectory());

    [Test]
    public void A_program_of_the_directory_is_found_by_its_relative_path()
    {
        using var folder = new TemporaryFolder();
        folder.Program("tool.sh", "#!/bin/sh\necho \"$0 in $(pwd)\"\n");
        var command = new Command("./tool.sh") { WorkingDirectory = folder.Path, Capture = Capture.Output };
        using var result = new CommandRunner().Run(command, new ProcessScope());
        result.Output.Text().ShouldBe($"{folder.Path}/tool.sh in {folder.Path}\n");
    }

    [Test]
    public void A_bare_name_is_looked_for_in_the_path_that_the_child_gets()
    {
        using var folder = new TemporaryFolder();
        folder.Program("stand-in-of-path", "#!/bin/sh\necho found\n");
        var command = new Command("stand-in-of-path")
        {
            Environment = Variables.Of("PATH", folder.Path),
            Capture = Capture.Output,
        };
        using var result = new CommandRunner().Run(command, new ProcessScope());
        result.Output.Text().ShouldBe("found\n");
    }

    [Test]
    public void Input_is_fed_and_closed()
    {
        var input = string.Concat(Enumerable.Repeat("line of input ü\n", 50_000));
        var command = StandIn.Does("read").WithInput(input) with { Capture = Capture.Output };
        using var result = new CommandRunner().Run(command, new ProcessScope());
        result.Output.Text().ShouldBe(input);
    }

    [Test]
    public void Without_input_a_program_that_reads_sees_the_end_at_once() =>
        new CommandRunner().Run(StandIn.Does("read", ",", "exit", "4"), new ProcessScope()).ExitCode.ShouldBe(4);

    [Test]
    public void A_program_that_ends_without_reading_its_input_is_not_a_failure()
    {
        var command = StandIn.Does("exit", "0").WithInput(new string('x', 1_000_000));
        new CommandRunner().Run(command, new ProcessScope()).Succeeded.ShouldBeTrue();
    }

    [Test]
    public void Signals_that_we_ignore_are_not_ignored_in_the_child()
    {
        // .NET ignores SIGPIPE, and a shell has what it starts in the background ignore Ctrl-C; nohup's SIGHUP is meant for children
        // too. 32 and 33 are the C library's own.
        const long CLibrary = 0x180000000L;
        const long HangUp = 1;
        var ours = File.ReadLines("/proc/self/status")
            .Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        var status = Output(new Command("/bin/sh", "-c", "grep -E '^Sig(Ign|Blk)' /proc/self/status"));
        status.Select(line => Mask(line) & ~CLibrary).ShouldBe([0L, Mask(ours) & HangUp]);

        static long Mask(string line) => Convert.ToInt64(line.Split('\t')[1], 16);
    }

    [Test]
    public void The_child_gets_no_file_of_ours_and_no_pipe_of_another_child()
    {
        var list = new Command("/bin/sh", "-c", "exec ls /proc/self/fd");
        var before = Output(list);
        var file = Path.GetTempFileName();
        using var ours = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.None,
            1,
            FileOptions.DeleteOnClose
        );
        var other = new Command("sleep", "60") { Capture = Capture.Output | Capture.Error };
        using var running = CommandRunner.Start(other.WithInput("x"), new ProcessScope());
        Output(list).ShouldBe(before);
    }

    [Test]
    public void The_child_has_a_session_of_its_own_so_that_no_terminal_reaches_it()
    {
        var command = new Command("/bin/sh", "-c", "cut -d' ' -f5,6,7 /proc/$$/stat; echo $$")
        {
            Capture = Capture.Output,
        };
        using var result = new CommandRunner().Run(command, new ProcessScope());
        var lines = result.Output.Lines().ToArray();
        lines[0].ShouldBe($"{lines[1]} {lines[1]} 0");
    }

    [Test]
    public void So_it_has_when_its_streams_are_one_pipe_and_it_keeps_its_id()
    {
        var log = new RecordingSink();
        using var running = CommandRunner.Start(
            new Command("/bin/sh", "-c", "cut -d' ' -f5,6,7 /proc/$$/stat"),
            new ProcessScope { Log = log }
        );
        running.Wait();
        log.Printed.ShouldBe([$"{running.Id} {running.Id} 0"]);
    }

    [Test]
    public void A_variable_arrives_whose_name_no_shell_would_take()
    {
        var log = new RecordingSink();
        var command = new Command("env") { Environment = Variables.Of("TF_VAR_my-name", "x").Add("a.b", "y") };
        new CommandRunner().Run(command, new ProcessScope { Log = log });
        log.Printed.ShouldContain("TF_VAR_my-name=x");
        log.Printed.ShouldContain("a.b=y");
    }

    [Test]
    public void Where_there_is_no_setsid_perl_does_the_same()
    {
        const string Script = "cut -d' ' -f5,6 /proc/$$/stat; echo $$; echo \"$1\" >&2; echo out";
        var start = SessionStart.ByPerl("/bin/sh", ["-c", Script, "sh", "a b\"$ü"], join: true);
        using var process = Process.Start(
            new ProcessStartInfo(start.File, start.Arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var id = $"{process.Id}";
        process.StandardOutput.ReadToEnd().Split('\n').ShouldBe([$"{id} {id}", id, "a b\"$ü", "out", ""]);
    }

    private static string[] Output(Command command)
    {
        using var result = new CommandRunner().Run(command with { Capture = Capture.Output }, new ProcessScope());
        return [.. result.Output.Lines()];
    }

    private static Description Describe(Command command, ProcessScope? scope = null)
    {
        using var result = new CommandRunner().Run(
            command with
            {
                Capture = Capture.Output,
            },
            scope ?? new ProcessScope()
        );
        using var json = JsonDocument.Parse(result.Output.Text());
        var root = json.RootElement;
        return new Description(
            [.. root.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!)],
            root.GetProperty("directory").GetString()!,
            root.GetProperty("environment")
                .EnumerateObject()
                .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!)
        );
    }

    private sealed record Description(string[] Arguments, string Directory, Dictionary<string, string> Environment);
}

using System.Diagnostics;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>What becomes of what a program prints.</summary>
[CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class OutputTests
{
    private const long MostLive = 32L << 20;

    private readonly RecordingSink _log = new();
    private readonly RecordingSink _console = new();

    private ProcessScope Scope => new() { Log = _log, Console = _console };

    [Test]
    public void Lines_arrive_while_the_program_still_runs()
    {
        using var folder = new TemporaryFolder();
        using var running = CommandRunner.Start(StandIn.Does("say", "hello", ",", "wait-for", folder["go"]), Scope);
        Eventually.Holds(() => _console.Printed is ["hello"], "the line arrives");
        running.Completion.IsCompleted.ShouldBeFalse();
        File.WriteAllText(folder["go"], "");
        running.Wait().Succeeded.ShouldBeTrue();
    }

    [Test]
    public void Log_console_and_last_lines_get_both_streams_in_exact_order()
    {
        var result = new CommandRunner().Run(StandIn.Does("alternate", "10000"), Scope);
        var expected = Enumerable.Range(1, 10_000).Select(line => $"line {line}").ToArray();
        _log.Printed.ShouldBe(expected);
        _console.Printed.ShouldBe(expected);
        _log.Lines[^2].Source.ShouldBe(OutputSource.Both);
        result.LastLines.ShouldBe(expected[^20..]);
    }

    [Test]
    public void Captured_output_is_logged_but_not_shown_and_errors_are_both()
    {
        var command = StandIn.Does("say", "data", ",", "complain", "warning") with { Capture = Capture.Output };
        using var result = new CommandRunner().Run(command, Scope);
        result.Output.Text().ShouldBe("data\n");
        result.Error.Text().ShouldBe("");
        _log.Printed.Order().ShouldBe(["data", "warning"]);
        _console.Printed.ShouldBe(["warning"]);
        result.LastLines.Order().ShouldBe(["data", "warning"]);
    }

    [Test]
    public void Both_streams_can_be_captured_apart()
    {
        var command = StandIn.Does("alternate", "1000") with { Capture = Capture.Output | Capture.Error };
        using var result = new CommandRunner().Run(command, Scope);
        result.Output.Lines().ShouldBe(Enumerable.Range(0, 500).Select(n => $"line {2 * n + 1}"));
        result.Error.Lines().ShouldBe(Enumerable.Range(1, 500).Select(n => $"line {2 * n}"));
    }

    [Test]
    public void A_quiet_command_is_logged_and_not_shown()
    {
        new CommandRunner().Run(StandIn.Does("say", "x") with { Quiet = true }, Scope);
        _log.Printed.ShouldBe(["x"]);
        _console.Printed.ShouldBeEmpty();
    }

    [Test]
    public void Progress_unfinished_lines_and_broken_text_survive()
    {
        var bytes = Convert.ToBase64String([.. "10%\r20%\r\nü"u8, 0xff, .. "\nno end"u8]);
        new CommandRunner().Run(StandIn.Does("bytes", bytes), Scope);
        _log.Printed.ShouldBe(["10%", "20%", "ü\ufffd", "no end"]);
    }

    [Test]
    public void The_command_is_echoed_before_it_runs_and_its_end_is_reported()
    {
        using var folder = new TemporaryFolder();
        var command = new Command("/bin/sh", "-c", "exit 3")
        {
            WorkingDirectory = folder.Path,
            Environment = Variables.Of("B", "1").Add("A", "2").Add("C", null),
        };
        new CommandRunner().Run(command, Scope with { EchoOnConsole = true });
        _log.Texts[..2].ShouldBe([$"# /bin/sh in {folder.Path}, with A B, without C", "$ sh -c 'exit 3'"]);
        _log.Texts[2].ShouldStartWith("# exit code 3 after 0.");
        _console.Texts.ShouldBe(["$ sh -c 'exit 3'"]);
    }

    [Test]
    public void The_echo_is_there_even_when_the_start_fails()
    {
        Should.Throw<PlatformException>(() => new CommandRunner().Run(new Command("/nowhere/x"), Scope));
        _log.Texts[1].ShouldBe("$ x");
        _console.Texts.ShouldBeEmpty();
    }

    [Test]
    public void The_log_file_and_the_captured_output_both_hold_all_of_it()
    {
        const int Size = 20_000_000;
        using var folder = new TemporaryFolder();
        using var log = new LogFileSink(folder["log"]);
        var command = StandIn.Does("flood", $"{Size}") with { Capture = Capture.Output };
        using var result = new CommandRunner().Run(command, new ProcessScope { Log = log });
        result.Output.Length.ShouldBe(Size);
        result.Output.Lines().SequenceEqual(File.ReadLines(log.File).Skip(2).SkipLast(1)).ShouldBeTrue();
    }

    [Test]
    public void A_gigabyte_is_logged_and_captured_without_filling_memory()
    {
        const int Size = 1 << 30;
        var memory = new LiveMemory();
        var counter = new CountingSink(memory.Sample);
        var command = StandIn.Does("flood", $"{Size}") with { Capture = Capture.Output };
        using var result = new CommandRunner().Run(command, new ProcessScope { Log = counter });
        result.Output.Length.ShouldBe(Size);
        counter.Characters.ShouldBe(Size / 100 * 99L + Size % 100);
        memory.Growth.ShouldBeLessThan(MostLive);
    }

    [Test]
    public void A_line_of_a_quarter_gigabyte_comes_in_pieces_without_filling_memory()
    {
        const int Size = 1 << 28;
        var memory = new LiveMemory();
        var counter = new CountingSink(memory.Sample);
        new CommandRunner().Run(StandIn.Does("flood-unbroken", $"{Size}"), new ProcessScope { Log = counter });
        counter.Characters.ShouldBe(Size);
        memory.Growth.ShouldBeLessThan(MostLive);
    }

    [Test]
    public void Waiting_for_a_silent_program_costs_no_processor_time()
    {
        using var folder = new TemporaryFolder();
        using var running = CommandRunner.Start(
            StandIn.Does("touch", folder["up"], ",", "wait-for", folder["go"]) with
            {
                Capture = Capture.Output,
            },
            Scope
        );
        Eventually.Holds(() => File.Exists(folder["up"]), "the tool is up");
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        running.Wait(TimeSpan.FromSeconds(1)).ShouldBeFalse();
        (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds.ShouldBeLessThan(400);
    }

    [Test]
    public void A_sink_that_fails_is_reported_and_does_not_fail_the_command()
    {
        var scope = Scope with { Console = new FailingSink() };
        new CommandRunner().Run(StandIn.Does("say", "x"), scope).Succeeded.ShouldBeTrue();
        _log.Texts.ShouldContain("# from here on some output is not written: the disk is full");
        _log.Printed.ShouldBe(["x"]);
    }

    [Test]
    public void A_process_in_the_background_that_holds_the_pipe_does_not_make_its_command_endless()
    {
        using var folder = new TemporaryFolder();
        string[] spawn = StandIn.Spawn("session", ",", "pid", folder["pid"], ",", "wait-for", folder["go"]);
        var watch = Stopwatch.StartNew();
        var result = new CommandRunner().Run(
            StandIn.Does([.. spawn, ",", "wait-for", folder["pid"], ",", "say", "done"]),
            Scope
        );
        result.Succeeded.ShouldBeTrue();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        _log.Printed.ShouldBe(["done"]);
        var orphan = Eventually.ProcessIdIn(folder["pid"]);
        Eventually.IsAlive(orphan).ShouldBeTrue("a command that ended by itself may leave processes behind");
        File.WriteAllText(folder["go"], "");
        Eventually.Ends(orphan);
    }

    /// <summary>
    /// What is held, without what waits to be collected: how much of that there is depends on the processor's caches, by
    /// which the collector sizes its youngest generation.
    /// </summary>
    private sealed class LiveMemory
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        internal long Growth { get; private set; }

        internal void Sample() => Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: true) - _before);
    }

    private sealed class CountingSink(Action sample) : IOutputSink
    {
        private int _batches;

        internal long Characters { get; private set; }

        public void Write(params ReadOnlySpan<OutputLine> lines)
        {
            foreach (var line in lines)
            {
                Characters += line.Source == OutputSource.Echo ? 0 : line.Text.Length;
            }

            if (_batches++ % 100 == 0)
            {
                sample();
            }
        }
    }

    private sealed class FailingSink : IOutputSink
    {
        public void Write(params ReadOnlySpan<OutputLine> lines) => throw new IOException("the disk is full");
    }
}

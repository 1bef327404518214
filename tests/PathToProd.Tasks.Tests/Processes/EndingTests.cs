using System.Diagnostics;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>How programs end, by themselves and by us.</summary>
[CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EndingTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _atOnce = new();
    private readonly RecordingSink _log = new();

    private ProcessScope Scope =>
        new()
        {
            Log = _log,
            Cancellation = _cancel.Token,
            CancellationAtOnce = _atOnce.Token,
        };

    private string[] WaitForEver => ["touch", _folder["up"], ",", "wait-for", _folder["never"]];

    public void Dispose()
    {
        _cancel.Dispose();
        _atOnce.Dispose();
        _folder.Dispose();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(128)]
    [TestCase(129)]
    [TestCase(255)]
    public void The_exit_code_is_reported(int code)
    {
        var result = new CommandRunner().Run(new Command("/bin/sh", "-c", $"exit {code}"), Scope);
        result.ExitCode.ShouldBe(code);
        result.Signal.ShouldBeNull();
        result.Succeeded.ShouldBe(code == 0);
        result.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Test]
    public void A_signal_is_distinguished_from_an_exit_code()
    {
        var result = new CommandRunner().Run(new Command("/bin/sh", "-c", "kill -9 $$"), Scope);
        (result.ExitCode, result.Signal, result.End).ShouldBe((137, 9, CommandEnd.Exited));
        _log.Texts[^1].ShouldStartWith("# ended by signal 9 (SIGKILL; often the system, out of memory) after 0.");
    }

    [Test]
    public void A_shell_passes_on_the_signal_that_ended_what_it_ran()
    {
        var result = new CommandRunner().Run(new Command("/bin/sh", "-c", "sh -c 'kill -9 $$'; exit $?"), Scope);
        (result.ExitCode, result.Signal, result.End).ShouldBe((137, 9, CommandEnd.Exited));
    }

    [Test]
    public void A_cancelled_program_is_asked_once_and_may_save()
    {
        using var running = Start("obey", _folder["signals"]);
        _cancel.Cancel();
        var result = running.Wait();
        (result.Cancelled, result.TimedOut, result.ExitCode).ShouldBe((true, false, 7));
        File.ReadAllText(_folder["signals"]).ShouldBe("SIGTERM\n");
        result.LastLines.ShouldBe(["saved"]);
        Should.Throw<OperationCanceledException>(result.EnsureEnded);
    }

    [Test]
    public void A_program_that_does_not_listen_is_force_killed_after_the_grace_period()
    {
        using var running = Start(Scope with { Grace = Short }, "trap", _folder["signals"]);
        _cancel.Cancel();
        var result = running.Wait();
        (result.Cancelled, result.Signal).ShouldBe((true, 9));
        File.ReadAllText(_folder["signals"]).ShouldBe("SIGTERM\n");
        result.Duration.ShouldBeGreaterThan(Short);
    }

    [Test]
    public void A_second_cancellation_force_kills_at_once()
    {
        using var running = Start("trap", _folder["signals"]);
        _cancel.Cancel();
        Eventually.Holds(() => File.Exists(_folder["signals"]), "the program is asked");
        running.Completion.IsCompleted.ShouldBeFalse();
        _atOnce.Cancel();
        running.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        running.Wait().Signal.ShouldBe(9);
    }

    [Test]
    public void The_whole_tree_is_ended_including_what_left_its_session_and_parent()
    {
        // The child ends at once, so that the grandchild has no parent; another leaves the session too.
        string[] forEver = [",", "wait-for", _folder["never"]];
        string[] orphan = StandIn.Spawn(StandIn.Spawn(["pid", _folder["orphan"], .. forEver]));
        string[] daemon = StandIn.Spawn(StandIn.Spawn(["session", ",", "pid", _folder["daemon"], .. forEver]));
        string[] ready = ["wait-for", _folder["orphan"], ",", "wait-for", _folder["daemon"]];
        using var running = Start([.. orphan, ",", .. daemon, ",", .. ready]);
        running.EndTree(CommandEnd.TimedOut);
        var result = running.Wait();
        (result.TimedOut, result.Cancelled).ShouldBe((true, false));
        Eventually.IsAlive(Eventually.ProcessIdIn(_folder["orphan"])).ShouldBeFalse();
        Eventually.IsAlive(Eventually.ProcessIdIn(_folder["daemon"])).ShouldBeFalse();
    }

    [Test]
    public void A_timeout_ends_a_program_and_what_it_waits_for()
    {
        var script = $"sleep 60 & echo $! > '{_folder["new"]}'; mv '{_folder["new"]}' '{_folder["pid"]}'; wait";
        var result = new CommandRunner().Run(new Command("/bin/sh", "-c", script) { Timeout = Second }, Scope);
        (result.TimedOut, result.Cancelled, result.Signal).ShouldBe((true, false, 15));
        result.Duration.ShouldBeGreaterThan(Second);
        Eventually.IsAlive(Eventually.ProcessIdIn(_folder["pid"])).ShouldBeFalse();
    }

    [Test]
    public void What_an_obedient_program_leaves_behind_is_asked_in_its_turn()
    {
        // As a script that runs Terraform: the script ends at once, and Terraform must get its chance.
        string[] child = StandIn.Spawn(
            "obey",
            _folder["child"],
            ",",
            "pid",
            _folder["pid"],
            ",",
            "wait-for",
            _folder["never"]
        );
        using var running = Start([.. child, ",", "obey", _folder["parent"], ",", "wait-for", _folder["pid"]]);
        _cancel.Cancel();
        running.Wait().ExitCode.ShouldBe(7);
        File.ReadAllText(_folder["parent"]).ShouldBe("SIGTERM\n");
        File.ReadAllText(_folder["child"]).ShouldBe("SIGTERM\n");
        _log.Printed.ShouldBe(["saved", "saved"]);
    }

    [Test]
    public void While_the_program_winds_up_its_helpers_are_left_alone()
    {
        // As Terraform and its providers: a provider that is asked to end too early loses the state of what it makes.
        string[] helper = StandIn.Spawn(
            "trap",
            _folder["helper"],
            ",",
            "pid",
            _folder["pid"],
            ",",
            "wait-for",
            _folder["never"]
        );
        using var running = Start([.. helper, ",", "trap", _folder["main"], ",", "wait-for", _folder["pid"]]);
        _cancel.Cancel();
        Eventually.Holds(() => File.Exists(_folder["main"]), "the program is asked");
        running.Wait(Short).ShouldBeFalse();
        File.Exists(_folder["helper"]).ShouldBeFalse();
        _atOnce.Cancel();
        running.Wait();
        Eventually.IsAlive(Eventually.ProcessIdIn(_folder["pid"])).ShouldBeFalse();
    }

    [Test]
    public void A_stopped_program_can_be_cancelled()
    {
        using var running = CommandRunner.Start(new Command("/bin/sh", "-c", "kill -STOP $$"), Scope);
        Eventually.Holds(() => File.ReadAllText($"/proc/{running.Id}/stat").Contains(") T "), "the program is stopped");
        _cancel.Cancel();
        running.Wait().Signal.ShouldBe(15);
    }

    [Test]
    public void Nothing_starts_after_a_cancellation()
    {
        _cancel.Cancel();
        Should.Throw<OperationCanceledException>(() => new CommandRunner().Run(StandIn.Does(), Scope));
        _log.Texts.ShouldBeEmpty();
    }

    [Test]
    public void A_command_that_is_disposed_is_ended()
    {
        var running = Start();
        running.Dispose();
        running.Wait().End.ShouldBe(CommandEnd.Killed);
        Eventually.IsAlive(running.Id).ShouldBeFalse();
    }

    [Test]
    public void A_timeout_explains_itself()
    {
        var command = new Command("/bin/sh", "-c", "echo waiting for the load balancer; exec sleep 60")
        {
            Timeout = Second,
        };
        var result = new CommandRunner().Run(command, Scope with { LogFile = "artifacts/logs/ingress/deploy.log" });
        Snapshot.Match(Message(result with { Duration = TimeSpan.FromSeconds(300.4) }));
    }

    [Test]
    public void A_failure_explains_itself()
    {
        var command = new Command("/bin/sh", "-c", "echo one; echo two >&2; exit 3");
        var result = new CommandRunner().Run(command, Scope with { LogFile = "artifacts/logs/ingress/deploy.log" });
        Snapshot.Match(Message(result with { Duration = TimeSpan.FromSeconds(1.25) }));
    }

    [Test]
    public void A_silent_end_by_a_signal_explains_itself()
    {
        var result = new CommandRunner().Run(new Command("/bin/sh", "-c", "kill -KILL $$"), Scope);
        Snapshot.Match(Message(result with { Duration = TimeSpan.FromSeconds(2) }));
    }

    private static IEnumerable<string> Children() => Directory.GetDirectories("/proc/self/task").SelectMany(ChildrenOf);

    private static string[] ChildrenOf(string thread) =>
        Read(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // A thread has ended meanwhile, and another has its children; or a child has.
            return "";
        }
    }

    [Test]
    public void Two_hundred_commands_leave_no_file_open_no_thread_and_no_zombie()
    {
        Run(5);
        var (files, threads) = (OpenFiles(), Process.GetCurrentProcess().Threads.Count);
        Run(200);
        OpenFiles().ShouldBeLessThan(files + 10);
        Eventually.Holds(() => Process.GetCurrentProcess().Threads.Count < threads + 10, "the threads end");
        // What an earlier test ended is adopted and reaped a moment later.
        var first = string.Join(", ", Children().Select(child => Read($"/proc/{child}/comm").Trim()));
        Eventually.Holds(() => !Children().Any(), $"no child is left; at first there were: {first}");
    }

    [Test]
    public void Fifty_commands_at_once_lose_nothing_although_their_callers_fill_the_thread_pool()
    {
        var command = new Command("/bin/sh", "-c", "sleep 0.2; echo done") { Capture = Capture.Output };
        var runs = Enumerable
            .Range(0, 50)
            .Select(_ =>
                Task.Run(() =>
                {
                    using var result = new CommandRunner().Run(command, Scope);
                    return result.Output.Text();
                })
            );
        Task.WhenAll(runs).GetAwaiter().GetResult().ShouldAllBe(text => text == "done\n");
    }

    private static int OpenFiles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static string Message(CommandResult result) =>
        Should.Throw<PlatformException>(() => result.EnsureSucceeded()).Message;

    private void Run(int count)
    {
        for (var done = 0; done < count; done++)
        {
            new CommandRunner().Run(new Command("true") { Capture = Capture.Output }, Scope).Succeeded.ShouldBeTrue();
        }
    }

    private RunningCommand Start(params string[] steps) => Start(Scope, steps);

    private RunningCommand Start(ProcessScope scope, params string[] steps)
    {
        string[] all = steps.Length == 0 ? WaitForEver : [.. steps, ",", .. WaitForEver];
        var running = CommandRunner.Start(StandIn.Does(all), scope);
        Eventually.Holds(() => File.Exists(_folder["up"]), "the tool is up");
        return running;
    }
}

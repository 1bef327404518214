using Cake.Core;
using Cake.Core.IO;
using NSubstitute;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>The runner as Cake's tools and aliases use it.</summary>
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CakeProcessRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly RecordingSink _log = new();
    private readonly RecordingSink _console = new();
    private readonly CakeProcessRunner _runner;
    private ProcessScope _scope;

    public CakeProcessRunnerTests()
    {
        _scope = new ProcessScope
        {
            Log = _log,
            LogFile = "build.log",
            Console = _console,
            EchoOnConsole = true,
            Cancellation = _cancel.Token,
        };
        var environment = Substitute.For<ICakeEnvironment>();
        environment.WorkingDirectory.Returns(new DirectoryPath(_folder.Path));
        environment.Runtime.CakeVersion.Returns(new Version(7, 0, 0, 0));
        _runner = new CakeProcessRunner(environment, () => _scope);
    }

    public void Dispose()
    {
        _cancel.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Arguments_arrive_as_the_builder_means_them()
    {
        var arguments = new ProcessArgumentBuilder()
            .Append("lint --strict")
            .AppendQuoted("my \"own\" chart\\")
            .AppendSwitchQuoted("--set", "=", "a b");
        using var process = Sh(
            "for a in \"$@\"; do echo \"<$a>\"; done",
            new() { RedirectStandardOutput = true },
            arguments
        );
        process.WaitForExit();
        process.GetStandardOutput().ShouldBe(["<lint>", "<--strict>", "<my \"own\" chart\\>", "<--set=a b>"]);
    }

    [Test]
    public void Secret_arguments_are_shown_masked_and_are_hidden_in_the_output_too()
    {
        var arguments = new ProcessArgumentBuilder()
            .AppendSwitchSecret("--password", "=", "hunter2")
            .AppendQuotedSecret("a secret with blanks")
            .AppendSecret("two words");
        using var process = Sh("for a in \"$@\"; do echo \"<$a>\"; done", new(), arguments);
        process.WaitForExit();
        process.CommandLine.ShouldEndWith(" sh --password=*** *** ***");
        _console.Printed.ShouldBe(["<--password=***>", "<***>", "<***>", "<***>"]);
        _log.Texts.ShouldAllBe(line => !line.Contains("hunter2") && !line.Contains("blanks"));
    }

    [Test]
    public void Output_that_is_not_redirected_is_shown_and_logged_and_echoed()
    {
        using var process = Sh("echo out; echo err >&2", new());
        process.WaitForExit();
        _console.Texts.ShouldBe(["$ sh -c 'echo out; echo err >&2' sh", "out", "err"]);
        _log.Printed.ShouldBe(["out", "err"]);
        process.GetExitCode().ShouldBe(0);
        process.GetStandardOutput().ShouldBeEmpty();
        process.GetStandardError().ShouldBeEmpty();
    }

    [Test]
    public void Redirected_output_is_kept_and_logged_but_not_shown()
    {
        using var process = Sh(
            "echo out; echo err >&2",
            new() { RedirectStandardOutput = true, RedirectStandardError = true }
        );
        process.WaitForExit();
        _console.Printed.ShouldBeEmpty();
        _log.Printed.Order().ShouldBe(["err", "out"]);
        process.GetStandardOutput().ShouldBe(["out"]);
        process.GetStandardError().ShouldBe(["err"]);
    }

    [Test]
    public void A_silent_process_is_logged_but_not_shown()
    {
        using var process = Sh("echo out", new() { Silent = true });
        process.WaitForExit();
        _console.Printed.ShouldBeEmpty();
        _log.Printed.ShouldBe(["out"]);
    }

    [Test]
    public void Handlers_see_each_line_and_may_change_or_drop_it()
    {
        var settings = new ProcessSettings
        {
            RedirectStandardOutput = true,
            RedirectedStandardOutputHandler = line => line == "drop" ? null : line.ToUpperInvariant(),
        };
        using var process = Sh("echo one; echo drop; echo two", settings);
        process.WaitForExit();
        process.GetStandardOutput().ShouldBe(["ONE", "TWO"]);
        _log.Printed.ShouldBe(["one", "drop", "two"]);
    }

    [Test]
    public void What_a_handler_throws_reaches_the_code_that_waits()
    {
        var settings = new ProcessSettings
        {
            RedirectStandardOutput = true,
            RedirectedStandardOutputHandler = _ => throw new FormatException("not a number"),
        };
        using var process = Sh("echo one; echo two", settings);
        Should.Throw<FormatException>(process.WaitForExit).Message.ShouldBe("not a number");
    }

    [Test]
    public void Output_can_be_read_while_the_process_runs()
    {
        using var process = Sh(
            $"echo one; while [ ! -e '{_folder["go"]}' ]; do sleep 0.01; done; echo two",
            new() { RedirectStandardOutput = true }
        );
        using var lines = process.GetStandardOutput().GetEnumerator();
        lines.MoveNext().ShouldBeTrue();
        lines.Current.ShouldBe("one");
        process.WaitForExit(0).ShouldBeFalse();
        File.WriteAllText(_folder["go"], "");
        lines.MoveNext().ShouldBeTrue();
        lines.Current.ShouldBe("two");
        lines.MoveNext().ShouldBeFalse();
    }

    [Test]
    public void Environment_directory_and_input_are_passed_on()
    {
        var settings = new ProcessSettings
        {
            RedirectStandardOutput = true,
            EnvironmentVariables = new Dictionary<string, string> { ["A"] = "1" },
            StandardInput = "typed\n",
        };
        using var process = Sh("pwd; echo $A $CAKE $CAKE_VERSION; cat", settings);
        process.WaitForExit();
        process.GetStandardOutput().ShouldBe([_folder.Path, "1 True 7.0.0", "typed"]);
    }

    [Test]
    public void A_directory_of_its_own_is_relative_to_that_of_Cake()
    {
        Directory.CreateDirectory(_folder["sub"]);
        using var process = Sh("pwd", new() { RedirectStandardOutput = true, WorkingDirectory = "sub" });
        process.WaitForExit();
        process.GetStandardOutput().ShouldBe([_folder["sub"]]);
    }

    [Test]
    public void Cancellation_is_thrown_where_the_process_is_waited_for()
    {
        using var process = Sh("exec sleep 60", new());
        _cancel.CancelAfter(50);
        Should.Throw<OperationCanceledException>(process.WaitForExit);
        process.GetExitCode().ShouldBe(143);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_timeout_of_the_settings_or_of_the_wait_ends_the_tree_and_explains_itself(bool settings)
    {
        using var process = Sh("echo waiting; exec sleep 60", new() { Timeout = settings ? 1000 : null });
        var error = Should.Throw<PlatformException>(() =>
        {
            if (settings)
            {
                process.WaitForExit();
            }
            else
            {
                process.WaitForExit(1000);
            }
        });
        error.Message.ShouldStartWith(
            "`sh -c 'echo waiting; exec sleep 60' sh` was ended, with everything that it had started, because it ran too long: 1."
        );
        error.Message.ShouldContain("It last printed:\n  waiting\nAll of its output is in build.log.\n");
    }

    [Test]
    public void Kill_ends_the_tree_and_a_wait_after_it_is_not_a_failure()
    {
        using var process = Sh($"trap '' TERM; sleep 60 & echo $! > '{_folder["pid"]}'; wait", new());
        Eventually.Holds(
            () => File.Exists(_folder["pid"]) && File.ReadAllText(_folder["pid"]).EndsWith('\n'),
            "the child runs"
        );
        process.Kill();
        process.WaitForExit();
        process.GetExitCode().ShouldBe(137);
        Eventually.IsAlive(Eventually.ProcessIdIn(_folder["pid"])).ShouldBeFalse();
    }

    [Test]
    public void There_is_no_exit_code_before_the_end()
    {
        using var process = Sh("exec sleep 60", new());
        Should.Throw<InvalidOperationException>(() => process.GetExitCode());
    }

    [Test]
    public void The_scope_of_the_moment_is_used_at_each_start()
    {
        var second = new RecordingSink();
        Sh("echo first", new()).WaitForExit();
        _scope = _scope with { Log = second };
        Sh("echo second", new()).WaitForExit();
        _log.Printed.ShouldBe(["first"]);
        second.Printed.ShouldBe(["second"]);
    }

    [Test]
    public void The_process_explains_itself()
    {
        using var process = Sh("echo one; echo two; exit 5", new());
        process.WaitForExit();
        process.GetExitCode().ShouldBe(5);
        process.LastLines.ShouldBe(["one", "two"]);
        process.LogFile.ShouldBe("build.log");
    }

    private IExplainedProcess Sh(string script, ProcessSettings settings, ProcessArgumentBuilder? more = null)
    {
        settings.Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(script).Append("sh");
        settings.Arguments.AppendRange(more ?? new ProcessArgumentBuilder());
        return (IExplainedProcess)_runner.Start("/bin/sh", settings);
    }
}

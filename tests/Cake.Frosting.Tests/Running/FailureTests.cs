using Cake.Core;
using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Running;

internal sealed class FailureTests
{
    [Test]
    public void A_failed_task_ends_with_1_and_its_message_and_the_report()
    {
        var host = new HostFixture().With<Broken>().With<AfterBroken>();
        host.Run("--target=AfterBroken").ShouldBe(1);
        host.Errors.ShouldBe("An error occurred when executing task 'Broken'.\nError: it broke\n");
        host.Report.ShouldBe("Broken=Failed");
        host.Journal.Text.ShouldBe("Broken | finally Broken");
    }

    [Test]
    public void At_Diagnostic_the_whole_exception_is_shown()
    {
        var host = new HostFixture().With<Broken>();
        host.Run("--target=Broken", "--verbosity=diagnostic").ShouldBe(1);
        host.Errors.ShouldContain("Error: System.InvalidOperationException: it broke");
        host.Errors.ShouldContain($"   at {typeof(Broken).FullName!.Replace('+', '.')}.Run(");
    }

    [TestCase(42, 42)]
    [TestCase(255, 255)]
    [TestCase(0, 1, Description = "a failure never reads as success")]
    [TestCase(256, 1, Description = "a shell sees the lowest byte")]
    public void The_exit_code_of_a_Cake_exception_is_that_of_the_run(int code, int expected)
    {
        var host = new HostFixture().With<Coded>();
        host.Run("--target=Coded", $"--code={code}").ShouldBe(expected);
    }

    [Test]
    public void So_it_is_when_it_is_the_single_cause_in_an_aggregate()
    {
        var host = new HostFixture().With<CodedInAggregate>();
        host.Run("--target=CodedInAggregate").ShouldBe(7);
        host.Errors.ShouldContain("Error: the only one");
    }

    [Test]
    public void Several_causes_end_with_1_and_all_their_messages()
    {
        var host = new HostFixture().With<Several>();
        host.Run("--target=Several").ShouldBe(1);
        host.Errors.ShouldContain("first");
        host.Errors.ShouldContain("\tsecond");
    }

    [Test]
    public void A_task_may_continue_on_error()
    {
        var host = new HostFixture().With<Tolerated>().With<AfterTolerated>();
        host.Run("--target=AfterTolerated").ShouldBe(0);
        host.Journal.Text.ShouldBe("Tolerated | AfterTolerated");
        host.Report.ShouldBe("Tolerated=Failed AfterTolerated=Executed");
    }

    [Test]
    public void An_error_handler_that_returns_lets_the_run_go_on()
    {
        var host = new HostFixture().With<Handled>().With<AfterHandled>();
        host.Run("--target=AfterHandled").ShouldBe(0);
        host.Journal.Text.ShouldBe("handled it broke | AfterHandled");
    }

    [Test]
    public void An_error_handler_that_throws_fails_the_run()
    {
        var host = new HostFixture().With<Rethrown>();
        host.Run("--target=Rethrown").ShouldBe(9);
        host.Errors.ShouldContain("Error: handler gave up");
    }

    [Test]
    public void Continue_on_error_and_an_error_handler_exclude_each_other()
    {
        var host = new HostFixture().With<Both>();
        host.Run("--target=Both").ShouldBe(1);
        host.Errors.ShouldBe("Error: There can only be one error handler per task.\n");
    }

    [Test]
    public void What_Finally_throws_replaces_the_exception_of_the_task()
    {
        var host = new HostFixture().With<BrokenFinally>();
        host.Run("--target=BrokenFinally").ShouldBe(1);
        host.Errors.ShouldContain("Error: finally broke");
    }

    [Test]
    public void Async_tasks_are_awaited_one_after_another()
    {
        var host = new HostFixture().With<Slow>().With<AfterSlow>();
        host.Run("--target=AfterSlow").ShouldBe(0);
        host.Journal.Text.ShouldBe("Slow begins | Slow ends | AfterSlow");
    }

    [Test]
    public void A_task_without_action_only_gathers_its_dependencies()
    {
        var host = new HostFixture().With<Slow>().With<Gather>();
        host.Run("--target=Gather").ShouldBe(0);
        host.Report.ShouldBe("Slow=Executed Gather=Delegated");
    }

    [Test]
    public void A_constructor_that_cannot_be_served_ends_with_1()
    {
        var host = new HostFixture().With<Needy>();
        host.Run("--target=Needy").ShouldBe(1);
        host.Errors.ShouldContain("Unable to resolve service for type 'System.Collections.ArrayList'");
    }

    [Test]
    public void A_tool_that_fails_ends_the_process_with_its_code()
    {
        var (exitCode, _, errors) = SampleProgram.Run("--target=Fail");
        exitCode.ShouldBe(42);
        errors.ShouldContain("Error: it broke");
    }

    private sealed class Broken(Journal journal) : Step(journal)
    {
        public override void Run(ICakeContext context)
        {
            base.Run(context);
            throw new InvalidOperationException("it broke");
        }

        public override void Finally(ICakeContext context) => Journal.Add("finally Broken");
    }

    [IsDependentOn(typeof(Broken))]
    private sealed class AfterBroken(Journal journal) : Step(journal);

    private sealed class Coded : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            throw new CakeException(int.Parse(context.Arguments.GetArguments("code").First()), "coded");
    }

    private sealed class CodedInAggregate : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            throw new AggregateException(new AggregateException(new CakeException(7, "the only one")));
    }

    private sealed class Several : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) =>
            Task.WhenAll(
                Task.FromException(new CakeException(5, "first")),
                Task.FromException(new CakeException(6, "second"))
            );
    }

    [ContinueOnError]
    private sealed class Tolerated(Journal journal) : Step(journal)
    {
        public override void Run(ICakeContext context)
        {
            base.Run(context);
            throw new InvalidOperationException("it broke");
        }
    }

    [IsDependentOn(typeof(Tolerated))]
    private sealed class AfterTolerated(Journal journal) : Step(journal);

    private sealed class Handled(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("it broke");

        public override void OnError(Exception exception, ICakeContext context) =>
            journal.Add($"handled {exception.Message}");
    }

    [IsDependentOn(typeof(Handled))]
    private sealed class AfterHandled(Journal journal) : Step(journal);

    private sealed class Rethrown : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("it broke");

        public override void OnError(Exception exception, ICakeContext context) =>
            throw new CakeException(9, "handler gave up");
    }

    [ContinueOnError]
    private sealed class Both : FrostingTask
    {
        public override void OnError(Exception exception, ICakeContext context) { }
    }

    private sealed class BrokenFinally : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(3, "it broke");

        public override void Finally(ICakeContext context) => throw new InvalidOperationException("finally broke");
    }

    private sealed class Slow(Journal journal) : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            journal.Add("Slow begins");
            await Task.Yield();
            journal.Add("Slow ends");
        }
    }

    [IsDependentOn(typeof(Slow))]
    private sealed class AfterSlow(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Slow))]
    private sealed class Gather : FrostingTask;

    private sealed class Needy(System.Collections.ArrayList list) : FrostingTask
    {
        public override void Run(ICakeContext context) => list.Clear();
    }
}

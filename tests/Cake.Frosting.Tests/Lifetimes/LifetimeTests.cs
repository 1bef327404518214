using Cake.Core;
using Cake.Frosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Lifetimes;

internal sealed class LifetimeTests
{
    [Test]
    public void Setup_knows_the_target_and_the_plan_and_teardown_knows_success()
    {
        var host = new HostFixture().With<Build>().With<Deploy>();
        host.Host.UseLifetime<Whole>();
        host.Run("--target=Deploy").ShouldBe(0);
        host.Journal.Text.ShouldBe("setup Deploy of Build,Deploy | Build | Deploy | teardown True");
    }

    [Test]
    public void Setup_and_teardown_are_one_object_that_asks_for_services()
    {
        var host = new HostFixture().With<Build>();
        host.Host.UseLifetime<Same>();
        host.Run("--target=Build").ShouldBe(0);
        host.Journal.Text.ShouldBe("Build | same object");
    }

    [Test]
    public void The_last_registration_of_each_interface_wins()
    {
        var host = new HostFixture().With<Build>();
        host.Host.UseLifetime<Whole>().UseSetup<OtherSetup>();
        host.Run("--target=Build").ShouldBe(0);
        host.Journal.Text.ShouldBe("other setup | Build | teardown True");
    }

    [Test]
    public void An_interface_can_be_registered_alone()
    {
        var host = new HostFixture().With<Build>();
        host.Host.ConfigureServices(services =>
            services.AddSingleton<IFrostingSetup, OtherSetup>().AddSingleton<IFrostingTaskTeardown, OtherTaskTeardown>()
        );
        host.Run("--target=Build").ShouldBe(0);
        host.Journal.Text.ShouldBe("other setup | Build | other task teardown");
    }

    [Test]
    public void When_setup_fails_no_task_runs_but_teardown_does()
    {
        var host = new HostFixture().With<Build>();
        host.Host.UseLifetime<Whole>().UseSetup<BrokenSetup>();
        host.Run("--target=Build").ShouldBe(1);
        host.Journal.Text.ShouldBe("teardown False");
        host.Errors.ShouldContain("Error: setup broke");
    }

    [Test]
    public void A_failed_teardown_alone_fails_the_run()
    {
        var host = new HostFixture().With<Build>();
        host.Host.UseTeardown<BrokenTeardown>();
        host.Run("--target=Build").ShouldBe(1);
        host.Journal.Text.ShouldBe("Build");
        host.Errors.ShouldContain("Error: teardown broke");
    }

    [Test]
    public void Task_setup_and_teardown_surround_each_task()
    {
        var host = new HostFixture().With<Build>().With<Deploy>();
        host.Host.UseTaskLifetime<AroundTasks>().UseTaskTeardown<OtherTaskTeardown>().UseTaskSetup<OtherTaskSetup>();
        host.Run("--target=Deploy").ShouldBe(0);
        host.Journal.Text.ShouldBe(
            "other task setup | Build | other task teardown | other task setup | Deploy | other task teardown"
        );
    }

    [Test]
    public void What_a_task_teardown_throws_after_a_failed_task_is_logged_beside_it()
    {
        var host = new HostFixture().With<Fails>();
        host.Host.UseTaskTeardown<BrokenTaskTeardown>();
        host.Run("--target=Fails").ShouldBe(8);
        host.Errors.ShouldContain("task teardown broke");
        host.Errors.ShouldContain("Error: the task broke");
    }

    private sealed class Fails : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new CakeException(8, "the task broke");
    }

    private sealed class BrokenTaskTeardown : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
            throw new InvalidOperationException("task teardown broke");
    }

    private sealed class Build(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Build))]
    private sealed class Deploy(Journal journal) : Step(journal);

    private sealed class Whole(Journal journal) : FrostingLifetime
    {
        public override void Setup(ICakeContext context, ISetupContext info) =>
            journal.Add(
                $"setup {info.TargetTask.Name} of {string.Join(',', info.TasksToExecute.Select(task => task.Name))}"
            );

        public override void Teardown(ICakeContext context, ITeardownContext info) =>
            journal.Add($"teardown {info.Successful}");
    }

    private sealed class Same(Journal journal) : FrostingLifetime<FrostingContext>
    {
        private bool _setUp;

        public override void Setup(FrostingContext context, ISetupContext info) => _setUp = true;

        public override void Teardown(FrostingContext context, ITeardownContext info) =>
            journal.Add(_setUp ? "same object" : "another object");
    }

    private sealed class OtherSetup(Journal journal) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("other setup");
    }

    private sealed class BrokenSetup : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) =>
            throw new InvalidOperationException("setup broke");
    }

    private sealed class BrokenTeardown : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) =>
            throw new InvalidOperationException("teardown broke");
    }

    private sealed class AroundTasks(Journal journal) : FrostingTaskLifetime
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("around setup");

        public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
            journal.Add("around teardown");
    }

    private sealed class OtherTaskSetup(Journal journal) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("other task setup");
    }

    private sealed class OtherTaskTeardown(Journal journal) : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
            journal.Add("other task teardown");
    }
}

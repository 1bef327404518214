using Cake.Core;
using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Running;

internal sealed class CriteriaTests
{
    [Test]
    public void A_skipped_task_is_reported_and_its_dependants_run()
    {
        var host = new HostFixture().With<Skipped>().With<AfterSkipped>();
        host.Run("--target=AfterSkipped").ShouldBe(0);
        host.Journal.Text.ShouldBe("AfterSkipped");
        host.Report.ShouldBe("Skipped=Skipped AfterSkipped=Executed");
    }

    [Test]
    public void A_skipped_target_fails_the_run()
    {
        var host = new HostFixture().With<Skipped>();
        host.Run("--target=Skipped").ShouldBe(1);
        host.Errors.ShouldBe("Error: Could not reach target 'Skipped' since it was skipped due to a criteria.\n");
    }

    [Test]
    public void The_reason_of_a_task_that_lists_the_interface_again_is_reported()
    {
        var host = new HostFixture().With<Relisted>();
        host.Run("--target=Relisted").ShouldBe(1);
        host.Errors.ShouldContain("since it was skipped due to a criteria: by the interface.");
    }

    [Test]
    public void The_reason_of_a_task_that_has_a_property_of_that_name_is_reported_as_it_is_when_the_task_refuses()
    {
        var host = new HostFixture().With<WithProperty>().With<AfterWithProperty>();
        host.Run("--target=AfterWithProperty").ShouldBe(0);
        host.Report.ShouldBe("WithProperty=Skipped(found out late) AfterWithProperty=Executed");
    }

    [Test]
    public void Task_setup_and_teardown_are_called_for_a_skipped_task()
    {
        var host = new HostFixture().With<Skipped>().With<AfterSkipped>();
        host.Host.UseTaskLifetime<TellTasks>();
        host.Run("--target=AfterSkipped").ShouldBe(0);
        host.Journal.Text.ShouldBe(
            "setup Skipped | teardown Skipped True | setup AfterSkipped | AfterSkipped | teardown AfterSkipped False"
        );
    }

    [Test]
    public void A_dry_run_omits_skipped_tasks()
    {
        var host = new HostFixture().With<Skipped>().With<AfterSkipped>();
        host.Run("--target=AfterSkipped", "--dryrun").ShouldBe(0);
        host.Output.ShouldContain("1. AfterSkipped");
        host.Output.ShouldNotContain("Skipped\n2");
    }

    private sealed class Skipped(Journal journal) : Step(journal)
    {
        public override bool ShouldRun(ICakeContext context) => false;
    }

    [IsDependentOn(typeof(Skipped))]
    private sealed class AfterSkipped(Journal journal) : Step(journal);

    private sealed class Relisted(Journal journal) : Step(journal), IFrostingTask
    {
        string IFrostingTask.SkippedMessage => "by the interface";

        public override bool ShouldRun(ICakeContext context) => false;
    }

    private sealed class WithProperty(Journal journal) : Step(journal)
    {
        public string SkippedMessage { get; private set; } = "";

        public override bool ShouldRun(ICakeContext context)
        {
            SkippedMessage = "found out late";
            return false;
        }
    }

    [IsDependentOn(typeof(WithProperty))]
    private sealed class AfterWithProperty(Journal journal) : Step(journal);

    private sealed class TellTasks(Journal journal) : FrostingTaskLifetime
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) =>
            journal.Add($"setup {info.Task.Name}");

        public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
            journal.Add($"teardown {info.Task.Name} {info.Skipped}");
    }
}

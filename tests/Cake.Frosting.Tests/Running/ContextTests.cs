using Cake.Core;
using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Running;

internal sealed class ContextTests
{
    [Test]
    public void A_task_gets_the_context_of_the_host()
    {
        var host = new HostFixture().With<Direct>();
        host.Host.UseContext<OneContext>();
        host.Run("--target=Direct").ShouldBe(0);
        host.Journal.Text.ShouldBe("Direct sees OneContext");
    }

    [Test]
    public void The_last_context_wins()
    {
        var host = new HostFixture().With<Direct>().With<Plain>();
        host.Host.UseContext<OneContext>().UseContext<OtherContext>();
        host.Run("--target=Plain").ShouldBe(0);
        host.Journal.Text.ShouldBe("Plain sees OtherContext");
    }

    [Test]
    public void A_task_for_another_context_is_left_out_with_a_warning()
    {
        var host = new HostFixture().With<Direct>().With<Plain>();
        host.Run("--target=Plain").ShouldBe(0);
        host.Journal.Text.ShouldBe("Plain sees FrostingContext");
        host.Output.ShouldContain(
            $"Task cannot be used since the context isn't convertible to {typeof(OneContext).FullName}. "
                + $"It is 'Direct' ({typeof(Direct).FullName}); the context of this host is {typeof(FrostingContext).FullName}."
        );
    }

    [Test]
    public void So_is_one_whose_base_class_is_for_another_context()
    {
        var host = new HostFixture().With<Indirect>().With<Plain>();
        host.Run("--target=Plain").ShouldBe(0);
        host.Output.ShouldContain($"It is 'Indirect' ({typeof(Indirect).FullName})");
        host.Errors.ShouldBeEmpty();
    }

    [Test]
    public void What_depends_on_a_task_that_was_left_out_fails()
    {
        var host = new HostFixture().With<Direct>().With<AfterDirect>();
        host.Run("--target=AfterDirect").ShouldBe(1);
        host.Errors.ShouldContain("Task 'AfterDirect' is dependent on task 'Direct' which does not exist.");
    }

    [Test]
    public void A_lifetime_for_another_context_fails_with_both_names_and_the_remedy()
    {
        var host = new HostFixture().With<Plain>();
        host.Host.UseSetup<OneSetup>();
        host.Run("--target=Plain").ShouldBe(1);
        host.Errors.ShouldContain(
            $"Error: {typeof(OneSetup).FullName} needs the context {typeof(OneContext).FullName}, but this host has "
                + $"{typeof(FrostingContext).FullName}. Name the context once, with UseContext<OneContext>()."
        );
    }

    [Test]
    public void A_member_that_an_intermediate_base_class_overrides_counts()
    {
        var host = new HostFixture().With<Indirect>();
        host.Host.UseContext<OneContext>();
        host.Run("--target=Indirect").ShouldBe(0);
        host.Journal.Text.ShouldBe("Indirect sees OneContext");
        host.Report.ShouldBe("Indirect=Executed");
    }

    private sealed class OneContext(ICakeContext context) : FrostingContext(context);

    private sealed class OtherContext(ICakeContext context) : FrostingContext(context);

    private sealed class Plain(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add($"Plain sees {context.GetType().Name}");
    }

    private sealed class Direct(Journal journal) : FrostingTask<OneContext>
    {
        public override void Run(OneContext context) => journal.Add($"Direct sees {context.GetType().Name}");
    }

    [IsDependentOn(typeof(Direct))]
    private sealed class AfterDirect(Journal journal) : Step(journal);

    private abstract class Between(Journal journal) : FrostingTask<OneContext>
    {
        public override void Run(OneContext context) => journal.Add($"{GetType().Name} sees {context.GetType().Name}");
    }

    private sealed class Indirect(Journal journal) : Between(journal);

    private sealed class OneSetup : FrostingSetup<OneContext>
    {
        public override void Setup(OneContext context, ISetupContext info) { }
    }
}

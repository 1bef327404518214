using Cake.Frosting.Tests.Support;

namespace Cake.Frosting.Tests.Running;

internal sealed class DependencyTests
{
    [Test]
    public void Dependencies_run_first_and_once()
    {
        var host = new HostFixture().With<Deploy>().With<Test>().With<Build>();
        host.Run("--target=Deploy").ShouldBe(0);
        host.Journal.Text.ShouldBe("Build | Test | Deploy");
    }

    [Test]
    public void A_dependee_runs_before_the_task_that_does_not_name_it()
    {
        var host = new HostFixture().With<Build>().With<Before>();
        host.Run("--target=Build").ShouldBe(0);
        host.Journal.Text.ShouldBe("Before | Build");
    }

    [Test]
    public void A_class_inherits_the_dependencies_of_its_base()
    {
        var host = new HostFixture().With<Build>().With<Heir>();
        host.Run("--target=Heir").ShouldBe(0);
        host.Journal.Text.ShouldBe("Build | Heir");
    }

    [Test]
    public void A_dependency_that_is_not_registered_is_reported()
    {
        var host = new HostFixture().With<Test>();
        host.Run("--target=Test").ShouldBe(1);
        host.Errors.ShouldBe("Error: Task 'Test' is dependent on task 'Build' which does not exist.\n");
    }

    [Test]
    public void A_dependency_that_is_not_a_task_is_reported()
    {
        var host = new HostFixture().With<OnText>();
        host.Run("--target=OnText").ShouldBe(1);
        host.Errors.ShouldBe("Error: The dependency 'String' is not a valid task.\n");
    }

    [Test]
    public void A_dependee_that_is_not_a_task_is_reported()
    {
        var host = new HostFixture().With<BeforeText>();
        host.Run("--target=BeforeText").ShouldBe(1);
        host.Errors.ShouldBe("Error: The reverse dependency 'String' is not a valid task.\n");
    }

    [Test]
    public void A_cycle_is_reported()
    {
        var host = new HostFixture().With<Hen>().With<Egg>();
        host.Run("--target=Hen").ShouldBe(1);
        host.Errors.ReplaceLineEndings("\n")
            .ShouldBe(
                "Error: Unidirectional edges in graph are not allowed.\n\"Egg\" and \"Hen\" cannot depend on each other.\n"
            );
        host.Journal.Text.ShouldBeEmpty();
    }

    private sealed class Build(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Build))]
    private sealed class Test(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Test)), IsDependentOn(typeof(Build))]
    private sealed class Deploy(Journal journal) : Step(journal);

    [IsDependeeOf(typeof(Build))]
    private sealed class Before(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Build))]
    private abstract class Ancestor(Journal journal) : Step(journal);

    private sealed class Heir(Journal journal) : Ancestor(journal);

    [IsDependentOn(typeof(string))]
    private sealed class OnText(Journal journal) : Step(journal);

    [IsDependeeOf(typeof(string))]
    private sealed class BeforeText(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Egg))]
    private sealed class Hen(Journal journal) : Step(journal);

    [IsDependentOn(typeof(Hen))]
    private sealed class Egg(Journal journal) : Step(journal);
}

using Cake.Frosting.Tests.Support;
using SampleHost;

namespace Cake.Frosting.Tests.Running;

internal sealed class DiscoveryTests
{
    [Test]
    public void Public_tasks_of_an_added_assembly_are_found_and_nested_ones_with_their_simple_name()
    {
        var host = new HostFixture();
        host.Host.AddAssembly(typeof(BuildTask).Assembly).UseContext<SampleContext>();
        host.Run("--tree").ShouldBe(0);
        host.Output.ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["Default", "└─Test", "   └─Build", "After-Child", "└─Child", "Fail", "Nested"]);
    }

    [Test]
    public void An_assembly_that_is_added_twice_fails_on_the_first_name()
    {
        var host = new HostFixture();
        host.Host.AddAssembly(typeof(BuildTask).Assembly).AddAssembly(typeof(BuildTask).Assembly);
        host.Host.UseContext<SampleContext>();
        host.Run().ShouldBe(1);
        host.Errors.ShouldBe("Error: Another task with the name 'Build' has already been added.\n");
    }

    [Test]
    public void Names_that_differ_in_case_only_are_the_same()
    {
        var host = new HostFixture().With<Build>().With<AlsoBuild>();
        host.Run("--target=Build").ShouldBe(1);
        host.Errors.ShouldBe("Error: Another task with the name 'BUILD' has already been added.\n");
    }

    [Test]
    public void A_host_can_run_again()
    {
        var host = new HostFixture().With<Build>();
        host.Run("--target=Build").ShouldBe(0);
        host.Run("--target=Build").ShouldBe(0);
        host.Journal.Text.ShouldBe("Build | Build");
    }

    [Test]
    public void Create_makes_a_host()
    {
        CakeHost.Create().ShouldNotBeSameAs(CakeHost.Create());
    }

    [Test]
    public void A_task_that_implements_the_interface_alone_fails_the_run()
    {
        var host = new HostFixture().With<Bare>();
        host.Run("--target=Bare").ShouldBe(1);
        host.Errors.ShouldContain(
            "This method expects all IFrostingTask to be instances of FrostingTask or AsyncFrostingTask."
        );
    }

    [Test]
    public void An_open_generic_task_ends_with_255()
    {
        var host = new HostFixture();
        host.Host.ConfigureServices(services =>
            services.Add(
                Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton(
                    typeof(IFrostingTask),
                    typeof(Open<>)
                )
            )
        );
        (host.Run() & 0xFF).ShouldBe(255);
    }

    [Test]
    public void Tasks_of_the_entry_assembly_are_found()
    {
        var (exitCode, output, _) = SampleProgram.Run("--debug");
        exitCode.ShouldBe(0);
        output.ShouldContain("setup for Default");
        output.ShouldContain("building Debug");
        output.ShouldContain("testing");
        output.ShouldContain("teardown");
    }

    private sealed class Build(Journal journal) : Step(journal);

    [TaskName("BUILD")]
    private sealed class AlsoBuild(Journal journal) : Step(journal);

    private sealed class Open<T>(Journal journal) : Step(journal);

    private sealed class Bare : IFrostingTask
    {
        public Task RunAsync(Core.ICakeContext context) => Task.CompletedTask;

        public bool ShouldRun(Core.ICakeContext context) => true;

        public void OnError(Exception exception, Core.ICakeContext context) { }

        public void Finally(Core.ICakeContext context) { }
    }
}

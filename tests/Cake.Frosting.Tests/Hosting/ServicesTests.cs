using Cake.Common.Modules;
using Cake.Core;
using Cake.Core.Composition;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Frosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Hosting;

internal sealed class ServicesTests
{
    [Test]
    public void Services_of_the_program_override_those_of_Cake()
    {
        var host = new HostFixture().With<TellServices>();
        host.Host.ConfigureServices(services =>
            services
                .AddSingleton<ICakeLog, SilentLog>()
                .AddSingleton<IProcessRunner, NoProcesses>()
                .AddSingleton<IExecutionStrategy, TellingStrategy>()
        );
        host.Run("--target=TellServices").ShouldBe(0);
        host.Journal.Text.ShouldBe("strategy executes TellServices | SilentLog NoProcesses");
    }

    [Test]
    public void A_startup_registers_at_once()
    {
        var host = new HostFixture().With<TellServices>();
        host.Host.UseStartup<Startup>();
        host.Run("--target=TellServices").ShouldBe(0);
        host.Journal.Text.ShouldStartWith("SilentLog ");
    }

    [Test]
    public void A_module_registers_too()
    {
        var host = new HostFixture().With<TellServices>();
        host.Host.UseModule<Module>();
        host.Run("--target=TellServices").ShouldBe(0);
        host.Journal.Text.ShouldStartWith("SilentLog ");
    }

    [Test]
    public void The_common_module_which_is_not_loaded_registers_nothing()
    {
        new ServiceCollection().UseModule<CommonModule>().ShouldBeEmpty();
    }

    [Test]
    public void What_the_program_configures_can_look_at_the_defaults()
    {
        new CakeHost().ConfigureServices(services =>
            services.ShouldContain(service => service.ServiceType == typeof(ICakeLog))
        );
    }

    [Test]
    public void Services_are_disposed_after_the_teardown_including_the_async_ones()
    {
        var host = new HostFixture().With<UseResources>();
        host.Host.UseTeardown<TellTeardown>();
        host.Host.ConfigureServices(services => services.AddSingleton<Resource>().AddSingleton<AsyncResource>());
        host.Run("--target=UseResources").ShouldBe(0);
        host.Journal.Text.ShouldBe("used | teardown | async resource disposed | resource disposed");
    }

    [Test]
    public void They_are_disposed_after_a_failure_too()
    {
        var host = new HostFixture().With<UseResources>();
        host.Host.ConfigureServices(services => services.AddSingleton<Resource>().AddSingleton<AsyncResource>());
        host.Run("--target=UseResources", "--fail").ShouldBe(1);
        host.Journal.Text.ShouldEndWith("resource disposed");
    }

    [Test]
    public void A_service_that_cannot_be_disposed_is_a_warning()
    {
        var host = new HostFixture().With<UseStubborn>();
        host.Host.ConfigureServices(services => services.AddSingleton<Stubborn>());
        host.Run("--target=UseStubborn").ShouldBe(0);
        host.Output.ShouldContain("A service could not be disposed after the run: not me");
    }

    [Test]
    public void A_log_that_cannot_be_made_ends_with_1()
    {
        var host = new HostFixture().With<TellServices>();
        host.Host.ConfigureServices(services =>
            services.AddSingleton<ICakeLog>(_ => throw new InvalidOperationException("no log"))
        );
        host.Run("--target=TellServices").ShouldBe(1);
    }

    [Test]
    public void Two_hosts_run_at_once_without_knowing_of_each_other()
    {
        var meeting = new Barrier(2);
        var hosts = Enumerable.Range(0, 2).Select(_ => new HostFixture().With<Meet>()).ToArray();
        foreach (var host in hosts)
        {
            host.Host.ConfigureServices(services => services.AddSingleton(_ => meeting));
        }

        var codes = hosts.Select(host => Task.Run(() => host.Run("--target=Meet"))).ToArray();
        Task.WaitAll(codes);
        codes.Select(code => code.Result).ShouldBe([0, 0]);
        hosts.Select(host => host.Journal.Text).ShouldBe(["met", "met"]);
    }

    private sealed class TellServices(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            journal.Add($"{context.Log.GetType().Name} {context.ProcessRunner.GetType().Name}");
    }

    private sealed class SilentLog : ICakeLog
    {
        public Verbosity Verbosity { get; set; }

        public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) { }
    }

    private sealed class NoProcesses : IProcessRunner
    {
        public IProcess Start(FilePath filePath, ProcessSettings settings) => throw new NotSupportedException();
    }

    private sealed class TellingStrategy(Journal journal, ICakeLog log, ICakeReportPrinter printer) : IExecutionStrategy
    {
        private readonly DefaultExecutionStrategy _strategy = new(log, printer);

        public Task ExecuteAsync(CakeTask task, ICakeContext context)
        {
            journal.Add($"strategy executes {task.Name}");
            return _strategy.ExecuteAsync(task, context);
        }

        public void PerformSetup(Action<ISetupContext> action, ISetupContext context) =>
            _strategy.PerformSetup(action, context);

        public void PerformTeardown(Action<ITeardownContext> action, ITeardownContext teardownContext) =>
            _strategy.PerformTeardown(action, teardownContext);

        public void Skip(CakeTask task, CakeTaskCriteria criteria) => _strategy.Skip(task, criteria);

        public Task ReportErrorsAsync(Func<Exception, Task> action, Exception exception) =>
            _strategy.ReportErrorsAsync(action, exception);

        public Task HandleErrorsAsync(
            Func<Exception, ICakeContext, Task> action,
            Exception exception,
            ICakeContext context
        ) => _strategy.HandleErrorsAsync(action, exception, context);

        public Task InvokeFinallyAsync(Func<ICakeContext, Task> action, ICakeContext context) =>
            _strategy.InvokeFinallyAsync(action, context);

        public void PerformTaskSetup(Action<ITaskSetupContext> action, ITaskSetupContext taskSetupContext) =>
            _strategy.PerformTaskSetup(action, taskSetupContext);

        public void PerformTaskTeardown(
            Action<ITaskTeardownContext> action,
            ITaskTeardownContext taskTeardownContext
        ) => _strategy.PerformTaskTeardown(action, taskTeardownContext);
    }

    private sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.AddSingleton<ICakeLog, SilentLog>();
    }

    private sealed class Module : ICakeModule
    {
        public void Register(ICakeContainerRegistrar registrar) =>
            registrar.RegisterType(typeof(SilentLog)).As(typeof(ICakeLog)).Singleton();
    }

    private sealed class Resource(Journal journal) : IDisposable
    {
        public void Dispose() => journal.Add("resource disposed");
    }

    private sealed class AsyncResource(Journal journal) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            journal.Add("async resource disposed");
        }
    }

    private sealed class UseResources(Journal journal, Resource resource, AsyncResource asyncResource) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            resource.ShouldNotBeNull();
            asyncResource.ShouldNotBeNull();
            context.Arguments.HasArgument("fail").ShouldBeFalse();
            journal.Add("used");
        }
    }

    private sealed class TellTeardown(Journal journal) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add("teardown");
    }

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException("not me");
    }

    private sealed class UseStubborn(Stubborn stubborn) : FrostingTask
    {
        public override void Run(ICakeContext context) => stubborn.ShouldNotBeNull();
    }

    private sealed class Meet(Journal journal, Barrier meeting) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            meeting.SignalAndWait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            journal.Add("met");
        }
    }
}

using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Support;

/// <summary>A host with the tasks that a test names, and what it printed.</summary>
internal sealed class HostFixture
{
    private readonly RecordingConsole _console = new();
    private readonly RecordingPrinter _printer = new();

    public HostFixture()
    {
        Host.ConfigureServices(services =>
            services.AddSingleton<IConsole>(_console).AddSingleton<ICakeReportPrinter>(_printer).AddSingleton(Journal)
        );
    }

    public CakeHost Host { get; } = new();

    public Journal Journal { get; } = new();

    public string Output => _console.Output;

    public string Errors => _console.Errors;

    public string Report => _printer.Report;

    public HostFixture With<TTask>()
        where TTask : class, IFrostingTask
    {
        Host.ConfigureServices(services => services.AddSingleton<IFrostingTask, TTask>());
        return this;
    }

    public int Run(params string[] args) => Host.Run(args);
}

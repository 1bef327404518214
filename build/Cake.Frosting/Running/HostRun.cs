using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>One run of a host: its container, its end in every case, and its exit code.</summary>
internal static class HostRun
{
    /// <summary>As the official host: the process ends with 255.</summary>
    private const int WronglyBuilt = -1;

    public static int Start(IServiceCollection registered, IReadOnlyList<Type> tasks, CommandLineOptions options)
    {
        var interruption = new Interruption();
        ServiceProvider services;
        try
        {
            services = Build(registered, tasks, options, interruption);
        }
        catch (Exception exception)
        {
            Failure.Log(null, exception);
            return WronglyBuilt;
        }

        using var watch = new SignalWatch(interruption);
        var exitCode = Run(services, options, interruption, out var log);
        interruption.WaitForChildren();
        Dispose(services, log);
        return interruption.ExitCode ?? exitCode;
    }

    private static ServiceProvider Build(
        IServiceCollection registered,
        IReadOnlyList<Type> tasks,
        CommandLineOptions options,
        Interruption interruption
    )
    {
        // A copy, so that a host can run again.
        var services = new ServiceCollection();
        foreach (var descriptor in registered)
        {
            ((IServiceCollection)services).Add(descriptor);
        }

        foreach (var task in tasks)
        {
            services.AddSingleton(typeof(IFrostingTask), task);
        }

        services.AddSingleton(interruption);
        services.AddSingleton(options);
        services.AddSingleton(options.ToCakeArguments());
        services.AddSingleton<Spectre.Console.Cli.IRemainingArguments, RemainingArguments>();
        return services.BuildServiceProvider();
    }

    private static int Run(
        ServiceProvider services,
        CommandLineOptions options,
        Interruption interruption,
        out ICakeLog log
    )
    {
        log = null;
        try
        {
            var ready = log = services.GetRequiredService<ICakeLog>();
            interruption.Announce = message => ready.Warning("{0}", message);
            new Session(services, options, ready, interruption).Run();
            return 0;
        }
        catch (Exception exception)
        {
            Failure.Log(log, exception);
            return Failure.ExitCode(exception);
        }
    }

    private static void Dispose(ServiceProvider services, ICakeLog log)
    {
        try
        {
            services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            log?.Warning("A service could not be disposed after the run: {0}", exception.Message);
        }
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// A build program: the tasks of its assemblies, its services, and one run of them for a command line.
/// </summary>
/// <remarks>
/// <para>
/// Exit codes: 0 when all went well; 130 or 143 when the run was interrupted by SIGINT or SIGTERM; -1 when the command line or
/// the registrations are wrong; the <see cref="Cake.Core.CakeException.ExitCode"/> of the failure when it is the only one and its
/// lowest byte is not 0; 1 for every other failure.
/// </para>
/// <para>
/// While a run is active, the first SIGINT or SIGTERM stops it in order: children that the running task started through Cake's own
/// process runner are asked to end, and killed when the setting <c>Settings_InterruptGracePeriod</c> (seconds, 10 by default) has
/// passed; no further task starts; <c>Finally</c>, teardown and report happen. A second signal ends the process at once. Processes
/// of a process runner that the program registered are left alone.
/// </para>
/// </remarks>
public sealed class CakeHost
{
    private readonly IServiceCollection _services = DefaultServices.Create();
    private readonly List<Assembly> _assemblies = [];

    /// <summary>A host with the public tasks of the entry assembly.</summary>
    public static CakeHost Create()
    {
        return new CakeHost();
    }

    /// <summary>Adds the public tasks of another assembly, after those of the entry assembly.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Registers services, at once. They override Cake's own; tasks can ask for them in their constructors.</summary>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Runs what the command line asks for, and disposes the services of the run afterwards.</summary>
    /// <param name="args">The arguments of the program.</param>
    /// <returns>The exit code, as the remarks of the class say.</returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var tasks = TaskTypes.Of(_assemblies);
        var commandLine = CommandLineReading.Of([.. args]);
        return commandLine.Options is { } options ? HostRun.Start(_services, tasks, options) : commandLine.ExitCode;
    }
}

using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Registrations for a host, inside <see cref="CakeHost.ConfigureServices"/> or <see cref="IFrostingStartup"/>.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Names the context of the host. The last call wins.</summary>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<TContext>();
        return services.AddSingleton<IFrostingContext>(provider => provider.GetRequiredService<TContext>());
    }

    /// <summary>Names the setup and teardown of the run.</summary>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IFrostingLifetime, TLifetime>();
        services.AddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<IFrostingLifetime>());
        return services.AddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<IFrostingLifetime>());
    }

    /// <summary>Names the setup of the run.</summary>
    public static IServiceCollection UseSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingSetup
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IFrostingSetup, TSetup>();
    }

    /// <summary>Names the teardown of the run.</summary>
    public static IServiceCollection UseTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTeardown
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IFrostingTeardown, TTeardown>();
    }

    /// <summary>Names the setup and teardown of each task.</summary>
    public static IServiceCollection UseTaskLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingTaskLifetime
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IFrostingTaskLifetime, TLifetime>();
        services.AddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<IFrostingTaskLifetime>());
        return services.AddSingleton<IFrostingTaskTeardown>(provider =>
            provider.GetRequiredService<IFrostingTaskLifetime>()
        );
    }

    /// <summary>Names the setup of each task.</summary>
    public static IServiceCollection UseTaskSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingTaskSetup
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IFrostingTaskSetup, TSetup>();
    }

    /// <summary>Names the teardown of each task.</summary>
    public static IServiceCollection UseTaskTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTaskTeardown
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IFrostingTaskTeardown, TTeardown>();
    }

    /// <summary>Adds what a Cake module registers. It overrides Cake's own services.</summary>
    public static IServiceCollection UseModule<TModule>(this IServiceCollection services)
        where TModule : ICakeModule, new()
    {
        ArgumentNullException.ThrowIfNull(services);
        return Cake.Cli.ServiceCollectionExtensions.UseModule<TModule>(services);
    }

    /// <summary>Adds an installer of tools, asked after Cake's own for <c>nuget:</c> and <c>dotnet:</c>.</summary>
    public static IServiceCollection UsePackageInstaller<TPackageInstaller>(this IServiceCollection services)
        where TPackageInstaller : class, IPackageInstaller
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IPackageInstaller, TPackageInstaller>();
    }

    /// <summary>Installs a tool before each run, in the folder of the setting <c>Paths_Tools</c>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="uri">For example <c>dotnet:?package=GitVersion.Tool&amp;version=6.0.0</c>.</param>
    public static IServiceCollection UseTool(this IServiceCollection services, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton(new PackageReference(uri));
    }

    /// <summary>Sets the working directory of the process for the run; <c>--working</c> overrides it. The last call wins.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="path">Relative to the current directory. A directory that does not exist fails the run.</param>
    public static IServiceCollection UseWorkingDirectory(this IServiceCollection services, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton(new RunDirectory(path));
    }

    /// <summary>
    /// Sets a default for a Cake setting. Environment variables <c>CAKE_*</c>, <c>cake.config</c> and the command line override it,
    /// in this order. The last call for a key wins.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="key">For example <c>Paths_Tools</c>; without regard to case.</param>
    /// <param name="value">The value.</param>
    public static IServiceCollection UseCakeSetting(this IServiceCollection services, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton(new CakeSetting(key, value));
    }

    /// <summary>Sets the folder for tools (the setting <c>Paths_Tools</c>; <c>./tools</c> by default).</summary>
    public static IServiceCollection UseToolPath(this IServiceCollection services, DirectoryPath toolPath)
    {
        ArgumentNullException.ThrowIfNull(toolPath);
        return services.UseCakeSetting("Paths_Tools", toolPath.FullPath);
    }
}

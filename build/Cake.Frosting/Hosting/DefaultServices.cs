using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Modules;
using Cake.Core.Packaging;
using Cake.DotNetTool.Module;
using Cake.NuGet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spectre.Console;

namespace Cake.Frosting;

/// <summary>
/// What a host has before its program registers anything. Whatever loads Spectre.Console or NuGet is a factory, so that a run
/// that does not use them does not pay for them.
/// </summary>
internal static class DefaultServices
{
    public static IServiceCollection Create()
    {
        var services = new ServiceCollection();
        AddDiagnostics(services);
        services.AddSingleton(ConfigurationFactory.Create);
        AddFeatures(services);
        services.AddSingleton<IToolInstaller, FrostingToolInstaller>();
        services.UseModule<CoreModule>();
        services.Replace(ServiceDescriptor.Singleton<IProcessRunner, InterruptibleProcessRunner>());
        AddPackageInstallers(services);
        return services.UseContext<FrostingContext>();
    }

    private static void AddDiagnostics(IServiceCollection services)
    {
        services.AddSingleton<ICakeLog>(provider => new CakeBuildLog(provider.GetRequiredService<IConsole>()));
        services.AddSingleton<IConsole, HostConsole>();
        services.AddSingleton(_ => AnsiConsole.Console);
        services.AddSingleton<ICakeReportPrinter>(provider => new CakeSpectreReportPrinter(
            provider.GetRequiredService<IAnsiConsole>()
        ));
    }

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        services.AddSingleton<DescriptionScriptHost>();
        services.AddSingleton<TreeScriptHost>();
        services.AddSingleton<IVersionResolver, VersionResolver>();
        services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        services.AddSingleton<ICakeInfoFeature, InfoFeature>();
    }

    private static void AddPackageInstallers(IServiceCollection services)
    {
        services.AddSingleton<IPackageInstaller>(provider => new DeferredPackageInstaller(
            provider,
            "nuget",
            () => new NuGetModule()
        ));
        services.AddSingleton<IPackageInstaller>(provider => new DeferredPackageInstaller(
            provider,
            "dotnet",
            () => new DotNetToolModule()
        ));
    }
}

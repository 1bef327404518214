using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The steps of a run, in the order that programs rely on. An exception is its failure.</summary>
internal sealed class Session(
    IServiceProvider services,
    CommandLineOptions options,
    ICakeLog log,
    Interruption interruption
)
{
    public void Run()
    {
        if (options.Version)
        {
            services.GetRequiredService<ICakeVersionFeature>().Run(services.GetRequiredService<IConsole>());
        }
        else if (options.Info)
        {
            services.GetRequiredService<ICakeInfoFeature>().Run(services.GetRequiredService<IConsole>());
        }
        else
        {
            RunTargets();
        }
    }

    private void RunTargets()
    {
        SetWorkingDirectory();
        var configuration = services.GetRequiredService<ICakeConfiguration>();
        log.Verbosity = configuration.GetVerbosity(options.Verbosity);
        SetGracePeriod(configuration);
        var setup = new EngineSetup(services, services.GetRequiredService<ICakeEngine>(), log, interruption);
        InstallTools();
        setup.Register();
        interruption.ThrowIfStopped();
        RunTargets(ScriptHost(), configuration);
    }

    /// <summary>Before anything is made that might look around.</summary>
    private void SetWorkingDirectory()
    {
        var wanted = options.WorkingDirectory ?? services.GetService<RunDirectory>()?.Path;
        if (wanted is null)
        {
            return;
        }

        var environment = services.GetRequiredService<ICakeEnvironment>();
        var path = wanted.MakeAbsolute(environment);
        if (!services.GetRequiredService<IFileSystem>().Exist(path))
        {
            throw new FrostingException($"The working directory '{path.FullPath}' does not exist.");
        }

        environment.WorkingDirectory = path;
    }

    private void SetGracePeriod(ICakeConfiguration configuration)
    {
        if (double.TryParse(configuration.GetValue("Settings_InterruptGracePeriod"), out var seconds) && seconds >= 0)
        {
            interruption.GracePeriod = TimeSpan.FromSeconds(seconds);
        }
    }

    private void InstallTools()
    {
        PackageReference[] tools = [.. services.GetServices<PackageReference>()];
        if (tools.Length > 0)
        {
            log.Verbose("Installing tools...");
        }

        foreach (var tool in tools)
        {
            services.GetRequiredService<IToolInstaller>().Install(tool);
        }
    }

    private ScriptHost ScriptHost() =>
        options switch
        {
            { DryRun: true } => services.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
            { Tree: true } => services.GetRequiredService<TreeScriptHost>(),
            { Description: true } => services.GetRequiredService<DescriptionScriptHost>(),
            _ => services.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
        };

    private void RunTargets(ScriptHost host, ICakeConfiguration configuration)
    {
        if (options.Exclusive)
        {
            host.Settings.UseExclusiveTarget();
        }

        host.Settings.UseUnifiedDependencyGraphForMultipleTargets(
            configuration.GetBoolValue("Settings_UnifiedDependencyGraphForMultipleTargets", defaultValue: true)
        );
        host.RunTargetsAsync(options.Targets).GetAwaiter().GetResult();
    }
}

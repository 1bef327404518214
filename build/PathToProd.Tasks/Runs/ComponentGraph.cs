using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Standard;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// The task graph of one component, run by Cake: the tasks of its own assembly, and the standard tasks of its type for
/// all names that it does not define itself.
/// </summary>
/// <param name="session">The component in its run.</param>
/// <param name="ownTasks">The assembly with its own tasks; null if none.</param>
/// <param name="only">Registers the tasks that there are instead of the standard ones; null for those.</param>
internal sealed class ComponentGraph(
    ComponentSession session,
    Assembly? ownTasks,
    Action<IServiceCollection>? only = null
)
{
    /// <summary>Runs a target and all that it depends on.</summary>
    public ComponentGraphResult Run(string target)
    {
        using var stages = new StageRecorder(session);
        var host = new CakeHost();
        if (ownTasks is not null)
        {
            host.AddAssembly(ownTasks);
        }

        host.ConfigureServices(services => Configure(services, stages)).UseTaskLifetime<StageLifetime>();
        var words = session.Options.Exclusive
            ? (string[])[$"--target={target}", "--exclusive"]
            : [$"--target={target}"];
        var exitCode = host.Run(words);
        var failure = stages.Failure ?? (exitCode == 0 ? null : NotRun(stages));
        return new ComponentGraphResult([.. stages.Results], stages.ArtifactDigest, failure)
        {
            HasFailedSmokeTest = stages.HasFailedSmokeTest,
        };
    }

    /// <summary>The names of all tasks that the component has.</summary>
    public static IEnumerable<string> TaskNames(ComponentType type, Assembly? ownTasks) =>
        Own(ownTasks).Concat(Standard(type)).Select(NameOf).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether Build takes the component's folder as it is: nothing of the component's own runs before it or instead of it, which
    /// could make what is missing.
    /// </summary>
    public static bool BuildsFolderAsItIs(Assembly? ownTasks)
    {
        var own = Own(ownTasks).ToArray();
        return own.All(task =>
            task.GetCustomAttributes<IsDependeeOfAttribute>().All(other => NameOf(other.Task) != nameof(Stage.Build))
            && (NameOf(task) != nameof(Stage.Build) || IsPlain(task))
        );

        static bool IsPlain(Type task) =>
            !task.GetCustomAttributes<IsDependentOnAttribute>().Any()
            && task.BaseType?.Assembly == typeof(ComponentTask).Assembly
            && task.GetMethods(
                BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            ).Length == 0;
    }

    private void Configure(IServiceCollection services, StageRecorder stages)
    {
        services.AddSingleton<ComponentContext>(provider => NewContext(provider, stages));
        services.AddSingleton<IFrostingContext>(provider => provider.GetRequiredService<ComponentContext>());
        services.AddSingleton<ICakeLog>(new StageLog(stages));
        services.AddSingleton<ICakeReportPrinter, NoReport>();
        services.AddSingleton<ICakeEnvironment>(new ComponentEnvironment(session));
        services.AddSingleton<IProcessRunner>(provider => new CakeProcessRunner(
            provider.GetRequiredService<ICakeEnvironment>(),
            () => provider.GetRequiredService<ComponentContext>().Work.ProcessScope
        ));

        if (only is not null)
        {
            only(services);
            return;
        }

        var own = Own(ownTasks).Select(NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var task in Standard(session.Component.Type).Where(task => !own.Contains(NameOf(task))))
        {
            services.AddSingleton(typeof(IFrostingTask), task);
        }
    }

    /// <summary>Why the graph ended without the failure of a stage.</summary>
    private Exception NotRun(StageRecorder stages) =>
        session.Services.Cancellation.IsCancellationRequested
            ? new OperationCanceledException("It was cancelled before its next stage started.")
            : new PlatformException(
                ExitCode.Failed,
                $"The tasks of {session.Component.Name} cannot be run:\n{stages.Outside}\n"
                    + $"Correct components/{session.Component.Name}/Tasks.cs."
            );

    private ComponentContext NewContext(IServiceProvider provider, StageRecorder stages)
    {
        var context = new ComponentContext(provider.GetRequiredService<ICakeContext>(), session, stages);
        foreach (var tool in context.Work.FoundTools)
        {
            context.Tools.RegisterFile(tool.File);
        }

        return context;
    }

    private static IEnumerable<Type> Own(Assembly? assembly) =>
        assembly?.GetExportedTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IFrostingTask)))
        ?? [];

    private static Type[] Standard(ComponentType type) =>
        type switch
        {
            ComponentType.Helm => HelmTasks.All,
            ComponentType.Terraform => TerraformTasks.All,
            _ => ManifestsTasks.All,
        };

    private static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;
}

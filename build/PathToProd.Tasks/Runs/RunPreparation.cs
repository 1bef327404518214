using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Promotion.Gates;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Projects;

namespace PathToProd.Tasks.Runs;

/// <summary>What must be there before anything runs: the way to the target, the tools, and the components' own tasks.</summary>
internal static class RunPreparation
{
    /// <exception cref="PlatformException">The environment's cluster cannot be reached from here (exit code 2).</exception>
    public static void CheckTarget(RunServices services, EnvironmentManifest environment, DeploymentPlan plan)
    {
        if (plan.Deployments.All(planned => planned.Component.Type == ComponentType.Terraform))
        {
            return;
        }

        var problems = Kubeconfig.Check(environment, services.Workspace).ToArray();
        if (problems.Length > 0)
        {
            throw new PlatformException(problems);
        }
    }

    /// <summary>Finds the tools, compiles and loads the components' own tasks, and checks that all have the target.</summary>
    /// <returns>For each component its own tasks; null when it has none.</returns>
    /// <exception cref="PlatformException">A tool is missing, tasks do not compile, or a component has no such target.</exception>
    public static ImmutableDictionary<string, Assembly?> Prepare(
        RunServices services,
        EnvironmentManifest environment,
        string target,
        DeploymentPlan plan
    )
    {
        foreach (var tool in plan.Deployments.SelectMany(one => NeededTools.Of(one.Component.Type, environment)))
        {
            services.Tools.Get(tool);
        }

        Compile(services, plan);
        var tasks = ImmutableDictionary.CreateBuilder<string, Assembly?>(StringComparer.Ordinal);
        foreach (var component in plan.Deployments.Select(planned => planned.Component))
        {
            var own = new ComponentProject(services.Workspace, component.Name).Load();
            RefuseUnknownTarget(component, own, target);
            tasks[component.Name] = own;
        }

        return tasks.ToImmutable();
    }

    private static void Compile(RunServices services, DeploymentPlan plan)
    {
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(
            plan.Deployments.Select(planned => new ComponentProject(services.Workspace, planned.Component.Name))
                .Where(project => !project.IsUpToDate),
            project =>
            {
                try
                {
                    services.Observer.Say($"Compiling the tasks of {project.Component}");
                    project.Compile(services.Commands, services.ProcessScope);
                }
                catch (PlatformException failure)
                {
                    failures.Add(failure.Message);
                }
            }
        );
        if (!failures.IsEmpty)
        {
            throw new PlatformException(ExitCode.Failed, string.Join('\n', failures.Order(StringComparer.Ordinal)));
        }
    }

    private static void RefuseUnknownTarget(ComponentManifest component, Assembly? own, string target)
    {
        var names = ComponentGraph.TaskNames(component.Type, own).ToArray();
        if (!names.Contains(target, StringComparer.OrdinalIgnoreCase))
        {
            throw new PlatformException([
                new Problem(
                    null,
                    $"{component.Name} has no target {target}",
                    Suggestion.Fix(target, names, "target", "it has none")
                ),
            ]);
        }
    }
}

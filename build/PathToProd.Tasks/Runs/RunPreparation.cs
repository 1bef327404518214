using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Promotion.Gates;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Artifacts;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Projects;

namespace PathToProd.Tasks.Runs;

/// <summary>What must be there before anything runs: the way to the target, the tools, and the components' own tasks.</summary>
internal static class RunPreparation
{
    /// <summary>Checks all that can be known without asking anybody: components' folders, their secrets, and the kubeconfig.</summary>
    /// <exception cref="PlatformException">All problems (exit code 2).</exception>
    public static void CheckInput(
        RunServices services,
        EnvironmentManifest environment,
        string target,
        DeploymentPlan plan
    )
    {
        var problems = new List<Problem>();
        problems.AddRange(plan.Deployments.SelectMany(planned => Links(services, planned.Component)));
        problems.AddRange(SecretChecks.Check(services, environment, target, plan));
        if (ClusterOf(environment, target, plan) is not null)
        {
            problems.AddRange(Kubeconfig.Check(environment, services.Workspace));
        }

        if (problems.Count > 0)
        {
            throw new PlatformException(problems);
        }
    }

    /// <summary>Checks that the environment's cluster answers, and that it is that environment's, when the target needs it.</summary>
    /// <exception cref="PlatformException">The context leads elsewhere (exit code 2), or nobody answers (1).</exception>
    public static void CheckCluster(
        RunServices services,
        EnvironmentManifest environment,
        string target,
        DeploymentPlan plan
    )
    {
        if (ClusterOf(environment, target, plan) is { } cluster)
        {
            ClusterBinding.Check(services, environment, cluster);
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
        FindTools(services, environment, plan);
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

    // A Terraform root may be what makes the cluster, so it does not need one.
    private static Target.Cluster? ClusterOf(EnvironmentManifest environment, string target, DeploymentPlan plan) =>
        NeedsCluster(target) && plan.Deployments.Any(planned => planned.Component.Type != ComponentType.Terraform)
            ? environment.Target as Target.Cluster
            : null;

    private static bool NeedsCluster(string target) =>
        Enum.TryParse<Stage>(target, ignoreCase: true, out var stage)
        && stage is Stage.Plan or Stage.Deploy or Stage.Verify or Stage.Destroy;

    /// <summary>What leads out of a component's folder; Build finds it too, but only after what is required was deployed.</summary>
    private static IEnumerable<Problem> Links(RunServices services, ComponentManifest component)
    {
        try
        {
            ArtifactFolder.Content(services.Workspace.Component(component.Name), component);
            return [];
        }
        catch (PlatformException failure)
        {
            return failure.Problems.Select(problem =>
                problem with
                {
                    Where = new SourcePosition(services.Workspace.Show(problem.Where!.Value.File)),
                }
            );
        }
    }

    /// <summary>Finds or installs all tools, and tells of all that cannot be had at once.</summary>
    private static void FindTools(RunServices services, EnvironmentManifest environment, DeploymentPlan plan)
    {
        var missing = new List<string>();
        var tools = plan.Deployments.SelectMany(planned => NeededTools.Of(planned.Component.Type, environment));
        foreach (var tool in tools.Distinct(StringComparer.Ordinal))
        {
            try
            {
                services.Tools.Get(tool);
            }
            catch (PlatformException failure) when (failure.ExitCode == ExitCode.WrongInput)
            {
                missing.Add(failure.Message);
            }
        }

        if (missing.Count > 0)
        {
            throw new PlatformException(ExitCode.WrongInput, string.Join("\n\n", missing));
        }
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

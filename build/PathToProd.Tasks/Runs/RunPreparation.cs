using System.Collections.Concurrent;
using PathToProd.Decisions.Gates;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>What must be there before anything runs: the way to the target, the tools, and the components' own tasks.</summary>
internal static class RunPreparation
{
    /// <summary>Checks all that can be known without asking another machine: components' folders, their secrets, and the kubeconfig.</summary>
    /// <exception cref="PlatformException">All problems (exit code 2).</exception>
    public static void CheckInput(
        RunServices services,
        EnvironmentManifest environment,
        string target,
        DeploymentPlan plan
    )
    {
        var built = plan
            .Deployments.Select(planned => planned.Component)
            .Where(component => !services.Given.ContainsKey(component.Name))
            .ToArray();
        services.Sources.ReadAll(built);
        var problems = new List<Problem>();
        problems.AddRange(
            built.SelectMany(component => SourceChecks.Unreadable(services.Sources, services.Workspace, component))
        );
        problems.AddRange(SecretChecks.Check(services, environment, target, plan));
        problems.AddRange(TargetFolder.Check(environment, services.Workspace));
        problems.AddRange(CallerChecks.Check(services, environment, plan));
        problems.AddRange(StateChecks.Check(services, environment, built));
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
    /// <exception cref="PlatformException">The context leads elsewhere (exit code 2), or no cluster answers (1).</exception>
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
    /// <returns>The tasks of each component.</returns>
    /// <exception cref="PlatformException">A tool is missing, or a component has no such target (exit code 2).</exception>
    public static IReadOnlyDictionary<string, PreparedTasks> Prepare(
        RunServices services,
        EnvironmentManifest environment,
        string target,
        DeploymentPlan plan
    )
    {
        var tasks = new ConcurrentDictionary<string, PreparedTasks>(StringComparer.Ordinal);
        var upToDate = new UpToDate(services, environment, target);
        var rest = new ConcurrentBag<ComponentManifest>();
        SideBySide.For(
            plan.Deployments.Length,
            at =>
            {
                var component = plan.Deployments[at].Component;
                if (Unchanged(upToDate, component) is { } unchanged)
                {
                    tasks[component.Name] = unchanged;
                }
                else
                {
                    rest.Add(component);
                }
            }
        );
        FindTools(services, environment, rest);
        Parallel.ForEach(rest, component => tasks[component.Name] = Compile(services, component.Name));
        services.Cancellation.ThrowIfCancellationRequested();
        var standard = new StandardTaskNames();
        var problems = new List<Problem>();
        foreach (var component in rest.OrderBy(component => component.Name, StringComparer.Ordinal))
        {
            if (tasks[component.Name] is PreparedTasks.Ready ready)
            {
                var names = ready.Own is null
                    ? standard.Of(component.Type)
                    : [.. ComponentGraph.TaskNames(component.Type, ready.Own)];
                problems.AddRange(UnknownTarget(component, names, target));
                if (ChangesByBuilding(services, target, component) && ComponentGraph.BuildsFolderAsItIs(ready.Own))
                {
                    problems.AddRange(SourceChecks.Of(FolderOf(services, component), environment));
                }
            }
        }

        return problems.Count == 0 ? tasks : throw new PlatformException(problems);
    }

    private static ComponentFolder FolderOf(RunServices services, ComponentManifest component) =>
        new(services.Workspace, component, services.Sources.Of(component), services.ProcessScope);

    /// <summary>Whether the target changes an environment and goes through Build, on the component's folder.</summary>
    private static bool ChangesByBuilding(RunServices services, string target, ComponentManifest component) =>
        !services.Options.Exclusive
        && !services.Given.ContainsKey(component.Name)
        && Enum.TryParse<Stage>(target, ignoreCase: true, out var stage)
        && stage is Stage.Deploy or Stage.Destroy;

    /// <summary>The stages when none of them has to run; null also when that cannot be known, as a tool is missing: all that is wrong is reported later, at once.</summary>
    private static PreparedTasks.Unchanged? Unchanged(UpToDate upToDate, ComponentManifest component)
    {
        try
        {
            return upToDate.Find(component);
        }
        catch (PlatformException)
        {
            return null;
        }
    }

    // A Terraform root may be what makes the cluster, so it does not need one.
    private static Target.Cluster? ClusterOf(EnvironmentManifest environment, string target, DeploymentPlan plan) =>
        NeedsCluster(target) && plan.Deployments.Any(planned => planned.Component.Type != ComponentType.Terraform)
            ? environment.Target as Target.Cluster
            : null;

    private static bool NeedsCluster(string target) =>
        Enum.TryParse<Stage>(target, ignoreCase: true, out var stage)
        && stage is Stage.Plan or Stage.Deploy or Stage.Verify or Stage.Destroy;

    /// <summary>Finds or installs all tools, and reports all that are not available at once.</summary>
    private static void FindTools(
        RunServices services,
        EnvironmentManifest environment,
        IEnumerable<ComponentManifest> components
    )
    {
        var missing = new List<string>();
        var tools = components.SelectMany(component => NeededTools.Of(component.Type, environment));
        foreach (var tool in tools.Distinct(StringComparer.Ordinal))
        {
            try
            {
                services.Tools.Get(tool);
            }
            catch (PlatformException exception) when (exception.ExitCode == ExitCode.WrongInput)
            {
                missing.Add(exception.Message);
            }
        }

        if (missing.Count > 0)
        {
            throw new PlatformException(ExitCode.WrongInput, string.Join("\n\n", missing));
        }
    }

    private static PreparedTasks Compile(RunServices services, string component)
    {
        var project = services.Given.TryGetValue(component, out var given)
            ? new ComponentProject(services.Workspace, component, services.Store.Unpack(given))
            : new ComponentProject(services.Workspace, component);
        try
        {
            if (!project.IsUpToDate)
            {
                services.Observer.Say($"Compiling the tasks of {component}");
                project.Compile(services.Commands, services.ProcessScope);
            }

            return new PreparedTasks.Ready(project.Load(), project.Digest);
        }
        catch (PlatformException exception)
        {
            return new PreparedTasks.Broken(exception);
        }
        catch (OperationCanceledException exception) when (services.Cancellation.IsCancellationRequested)
        {
            // The others are ended as well; then all of them are reported as one.
            return new PreparedTasks.Broken(new PlatformException(ExitCode.Cancelled, exception.Message, exception));
        }
    }

    private static IEnumerable<Problem> UnknownTarget(ComponentManifest component, string[] names, string target)
    {
        if (!names.Contains(target, StringComparer.OrdinalIgnoreCase))
        {
            yield return new Problem(
                null,
                $"{component.Name} has no target {target}",
                Suggestion.Fix(target, names, "target", "it has none")
            );
        }
    }

    /// <summary>The names of the standard tasks of each type, looked up once.</summary>
    private sealed class StandardTaskNames
    {
        private readonly string[]?[] _names = new string[(int)ComponentType.Controller + 1][];

        public string[] Of(ComponentType type) =>
            _names[(int)type] ??= [.. ComponentGraph.TaskNames(type, ownTasks: null)];
    }
}

using System.Collections.Concurrent;
using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Makes ready what a plan needs before it can start: finds or installs tools, and compiles the components' own tasks.</summary>
internal sealed class RunPreparation(RunServices services, RunRequest request)
{
    private readonly ConcurrentDictionary<string, CompiledTasks> _tasks = new(StringComparer.Ordinal);

    /// <summary>The tasks of each component that compiled.</summary>
    public IReadOnlyDictionary<string, CompiledTasks> Tasks => _tasks;

    /// <summary>Does it, for the components whose task graphs run.</summary>
    /// <returns>What is known of the tasks of each now.</returns>
    /// <exception cref="PlatformException">Tools are missing: all of them at once (exit code 2).</exception>
    public IReadOnlyDictionary<string, TaskFacts> Prepare(ComponentManifest[] components)
    {
        var facts = new ConcurrentDictionary<string, TaskFacts>(StringComparer.Ordinal);
        if (components.Length == 0)
        {
            return facts;
        }

        FindTools(components);
        var standard = new ConcurrentDictionary<ComponentType, TaskFacts>();
        Parallel.ForEach(components, component => facts[component.Name] = Compile(component, standard));
        services.Cancellation.ThrowIfCancellationRequested();
        return facts;
    }

    /// <summary>Finds or installs all tools, and reports all that are not available at once.</summary>
    private void FindTools(IEnumerable<ComponentManifest> components)
    {
        var missing = new List<string>();
        var tools = components.SelectMany(component => StageNeeds.Tools(component.Type, request.Environment));
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

    private TaskFacts Compile(ComponentManifest component, ConcurrentDictionary<ComponentType, TaskFacts> standard)
    {
        var project = services.Given.TryGetValue(component.Name, out var given)
            ? new ComponentProject(services.Workspace, component.Name, services.Store.Unpack(given))
            : new ComponentProject(services.Workspace, component.Name);
        try
        {
            if (!project.IsUpToDate)
            {
                services.Observer.Say($"Compiling the tasks of {component.Name}");
                project.Compile(services.Commands, services.ProcessScope);
            }

            var own = new CompiledTasks(project.Load(), project.Digest);
            _tasks[component.Name] = own;
            var facts = own.Assembly is null
                ? standard.GetOrAdd(component.Type, type => Facts(type, own))
                : Facts(component.Type, own);
            return ChangesByBuilding(component) && ComponentGraph.BuildsFolderAsItIs(own.Assembly)
                ? facts with
                {
                    Problems = [.. SourceChecks.Of(FolderOf(component), request.Environment)],
                }
                : facts;
        }
        catch (PlatformException exception)
        {
            return new TaskFacts { Failure = exception };
        }
        catch (OperationCanceledException exception) when (services.Cancellation.IsCancellationRequested)
        {
            // The others are ended as well; then all of them are reported as one.
            return new TaskFacts { Failure = new PlatformException(ExitCode.Cancelled, exception.Message, exception) };
        }
    }

    private static TaskFacts Facts(ComponentType type, CompiledTasks own) =>
        new() { Names = [.. ComponentGraph.TaskNames(type, own.Assembly)] };

    private ComponentFolder FolderOf(ComponentManifest component) =>
        new(services.Workspace, component, services.Sources.Of(component), services.ProcessScope);

    /// <summary>Whether the target changes an environment and goes through Build, on the component's folder.</summary>
    private bool ChangesByBuilding(ComponentManifest component) =>
        !request.Options.Exclusive && !services.Given.ContainsKey(component.Name) && request.Target.ChangesEnvironment;
}

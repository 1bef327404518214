using PathToProd.Decisions.Planning;
using PathToProd.Model.CallerVariables;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Whether the tools of a run may start in the caller's environment, and what they get of it.</summary>
internal static class CallerChecks
{
    /// <summary>
    /// The variables that nothing may run with. Those that are credentials are hidden from now on, and the run says which ones
    /// its tools do not get.
    /// </summary>
    public static IReadOnlyList<Problem> Check(
        RunServices services,
        EnvironmentManifest environment,
        IReadOnlyCollection<ComponentManifest> components
    )
    {
        var caller = CallerEnvironment.Variables;
        var tools = components
            .SelectMany(component => StageNeeds.Tools(component.Type, environment))
            .Distinct(StringComparer.Ordinal)
            .Select(ToolVariables.Of)
            .ToArray();
        services.Redactor.Add(tools.SelectMany(tool => tool.Secrets(caller)));
        var backends = tools.Any(tool => tool.DependsOnBackends(caller))
            ? UsedBackends.In(environment, Backends(services, environment, components))
            : UsedBackends.None;
        var problems = tools.SelectMany(tool => tool.Problems(caller, backends)).ToArray();
        foreach (var (tool, names) in tools.Select(tool => (tool.Tool, tool.Cleared(caller).ToArray())))
        {
            if (problems.Length == 0 && names.Length > 0)
            {
                services.Observer.Say(
                    $"{Prose.List(names)} {(names.Length == 1 ? "is" : "are")} not passed to {tool}; docs/caller-variables.md says why."
                );
            }
        }

        return problems;
    }

    // Of a component that is not built here, the root is in its artifact, which the run unpacks anyway.
    private static IEnumerable<string> Backends(
        RunServices services,
        EnvironmentManifest environment,
        IEnumerable<ComponentManifest> components
    ) =>
        components
            .Where(component => component.Type == ComponentType.Terraform)
            .Select(component =>
                services.Given.TryGetValue(component.Name, out var given)
                    ? services.Store.Unpack(given)
                    : services.Workspace.Component(component.Name)
            )
            .Select(folder => RootBackend.TypeOf(Path.Combine(folder, "terraform", environment.Provider)))
            .OfType<string>();
}

using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Upstream;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>What must hold in a component's folder beside what it refers to: nothing is fetched for that.</summary>
internal static class UpstreamChecks
{
    /// <summary>Of a component whose chart others publish.</summary>
    public static IEnumerable<Problem> Chart(Workspace workspace, ComponentManifest component)
    {
        var folder = workspace.Component(component.Name);
        var problems = UpstreamPackages.Undecided(component).ToList();
        if (Directory.Exists(Path.Combine(folder, "chart")))
        {
            problems.Add(
                new Problem(
                    component.Source["chart"],
                    $"chart names a chart that others publish, and {workspace.Show(folder)}/chart/ is there too",
                    "remove one of the two"
                )
            );
        }

        ChartAdditions.Read(component, folder, problems);
        return problems;
    }

    /// <summary>Of a component with modules that others publish.</summary>
    public static IEnumerable<Problem> Modules(Workspace workspace, ComponentManifest component) =>
        UpstreamPackages
            .Undecided(component)
            .Concat(
                component
                    .Modules.Select(module =>
                        (
                            module.Name,
                            Folder: Path.Combine(
                                workspace.Component(component.Name),
                                "terraform",
                                "modules",
                                module.Name
                            )
                        )
                    )
                    .Where(module => Directory.Exists(module.Folder))
                    .Select(module => new Problem(
                        component.Source[$"modules.{module.Name}"],
                        $"modules names {module.Name}, which others publish, and {workspace.Show(module.Folder)}/ is there too",
                        "remove one of the two"
                    ))
            );
}

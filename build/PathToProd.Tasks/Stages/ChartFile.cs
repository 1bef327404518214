using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>What a chart's folder must hold so that chart and component are one thing, and the artifact is all of it.</summary>
internal static class ChartFile
{
    public static IEnumerable<Problem> Check(ComponentFolder component)
    {
        if (component.Component.Chart is not null)
        {
            return UpstreamChecks.Chart(component.Workspace, component.Component);
        }

        var folder = new ChartFolder(component);
        var shown = $"{folder.Shown}/Chart.yaml";
        var problems = new List<Problem>();
        if (folder.Read("Chart.yaml", problems) is not { } chart)
        {
            return problems.Count > 0
                ? problems
                :
                [
                    new Problem(
                        new SourcePosition(shown),
                        "there is no chart",
                        "add one, or set another type in component.yaml"
                    ),
                ];
        }

        problems.AddRange(Identity(chart, component.Component, shown));
        var subcharts = folder.Subcharts().ToImmutableArray();
        var dependencies = ChartDependency.Of(chart);
        problems.AddRange(Dependencies(folder, dependencies, "Chart.lock", subcharts, shown, problems));

        // Charts from before Helm 3 name what they depend on in a file of its own, and Helm still reads it.
        var older = ChartDependency.Of(folder.Read("requirements.yaml", problems));
        problems.AddRange(
            Dependencies(folder, older, "requirements.lock", subcharts, $"{folder.Shown}/requirements.yaml", problems)
        );
        var names = dependencies.Concat(older).Select(dependency => dependency.Name).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(
            folder.Ignored(
                subcharts.Where(subchart => names.Contains(subchart.Name)).Select(subchart => subchart.Path).ToHashSet()
            )
        );
        return problems;
    }

    private static Problem[] Dependencies(
        ChartFolder folder,
        ImmutableArray<ChartDependency> dependencies,
        string lockFile,
        ImmutableArray<Subchart> subcharts,
        string shown,
        ICollection<Problem> problems
    )
    {
        var locked = folder.Read(lockFile, problems);
        return
        [
            .. DependencyChecks.Of(
                folder.Shown,
                dependencies,
                locked is null ? null : ChartDependency.Of(locked),
                subcharts,
                new SourcePosition(shown)
            ),
        ];
    }

    /// <summary>Helm reads v1.8.2 and 1.8.2 as one version, so they are.</summary>
    private static IEnumerable<Problem> Identity(JsonObject chart, ComponentManifest component, string shown)
    {
        var name = chart["name"]?.ToString();
        if (name != component.Name)
        {
            yield return Differs("name", name, component.Name, shown);
        }

        var version = chart["version"]?.ToString();
        if (!ChartVersion.TryParse(version, out var read) || read != component.Version)
        {
            yield return Differs("version", version, component.Version.ToString(), shown);
        }
    }

    private static Problem Differs(string key, string? actual, string expected, string shown) =>
        new(
            new SourcePosition(shown),
            $"{key} is {actual ?? "missing"}, but component.yaml says {expected}",
            $"set {key}: {expected}"
        );
}

using System.Text.Json.Nodes;
using PathToProd.Components;
using PathToProd.Kubernetes;
using PathToProd.Reporting;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>What <c>Chart.yaml</c> must say so that chart and component are one thing.</summary>
internal static class ChartFile
{
    public static IEnumerable<Problem> Check(Workspace workspace, ComponentManifest component)
    {
        var path = Path.Combine(workspace.Component(component.Name), "chart", "Chart.yaml");
        var shown = workspace.Show(path);
        if (!File.Exists(path))
        {
            return
            [
                new Problem(
                    new SourcePosition(shown),
                    "there is no chart",
                    "add one, or set another type in component.yaml"
                ),
            ];
        }

        var problems = new List<Problem>();
        var chart = YamlJson.Read(File.ReadAllText(path), shown, problems);
        if (chart is not null)
        {
            problems.AddRange(Compare(chart, "name", component.Name, shown));
            problems.AddRange(Compare(chart, "version", component.Version.ToString(), shown));
            problems.AddRange(MissingDependencies(chart, Path.GetDirectoryName(path)!, shown, workspace));
        }

        return problems;
    }

    /// <summary>
    /// What a chart depends on must stand beside it: an artifact that fetches something when it is built or deployed
    /// would not be the same everywhere.
    /// </summary>
    private static IEnumerable<Problem> MissingDependencies(
        JsonObject chart,
        string folder,
        string shown,
        Workspace workspace
    )
    {
        var charts = Path.Combine(folder, "charts");
        var names = (chart["dependencies"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(dependency => dependency["name"]?.ToString() ?? "");
        return from name in names
            where !Directory.Exists(Path.Combine(charts, name))
            where !Directory.Exists(charts) || Directory.GetFiles(charts, $"{name}-*.tgz").Length == 0
            select new Problem(
                new SourcePosition(shown),
                $"the chart depends on {name}, which is not in {workspace.Show(charts)}/",
                $"run helm dependency build {workspace.Show(folder)}, and commit what it fetches"
            );
    }

    private static IEnumerable<Problem> Compare(JsonObject chart, string key, string expected, string shown)
    {
        var actual = chart[key]?.ToString();
        if (actual != expected)
        {
            yield return new Problem(
                new SourcePosition(shown),
                $"{key} is {actual ?? "missing"}, but component.yaml says {expected}",
                $"set {key}: {expected}"
            );
        }
    }
}

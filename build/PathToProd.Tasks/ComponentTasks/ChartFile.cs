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
        }

        return problems;
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

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Model.Charts;

/// <summary>
/// A chart that holds what another one renders, patched, and renders just that. Each resource comes from a template of the same
/// path as before, so that Helm says the same of where it comes from.
/// </summary>
public static class RenderedChart
{
    private const string Source = "# Source: ";
    private const string Folder = "rendered";
    private static readonly string[] Kept = ["name", "version", "appVersion", "description", "icon", "home"];

    /// <summary>The files of the chart by path.</summary>
    /// <param name="chart">The <c>Chart.yaml</c> of the chart that was rendered.</param>
    /// <param name="documents">What it renders, patched.</param>
    public static ImmutableSortedDictionary<string, string> Files(
        string chart,
        IEnumerable<KubernetesDocument> documents
    )
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        files["Chart.yaml"] = Manifest(YamlJson.Read(chart, "Chart.yaml", []) ?? []);
        foreach (var template in documents.GroupBy(Template, StringComparer.Ordinal))
        {
            // What stands in files is not a template, whatever braces it holds.
            var at = template.Key.LastIndexOf("templates/", StringComparison.Ordinal);
            var content = $"{Folder}/{template.Key[(at + "templates/".Length)..]}";
            files[template.Key] = $"{{{{ .Files.Get \"{content}\" }}}}\n";
            files[template.Key[..at] + content] = string.Join("\n---\n", template.Select(Text)) + "\n";
            foreach (var subchart in Subcharts(template.Key))
            {
                files[$"{subchart}/Chart.yaml"] = Manifest(
                    new JsonObject { ["name"] = subchart[(subchart.LastIndexOf('/') + 1)..], ["version"] = "0.0.0" }
                );
            }
        }

        return files.ToImmutable();
    }

    /// <summary>Neither dependencies, which would have to be there, nor conditions, which were met.</summary>
    private static string Manifest(JsonObject chart)
    {
        var json = new JsonObject { ["apiVersion"] = "v2" };
        foreach (var key in Kept)
        {
            if (chart[key] is { } value)
            {
                json[key] = JsonValue.Create(value.ToString());
            }
        }

        return JsonText.Of(json) + "\n";
    }

    /// <summary>The path of the template below the chart's folder.</summary>
    private static string Template(KubernetesDocument document)
    {
        var comment = document
            .Text.Split('\n')
            .FirstOrDefault(line => line.StartsWith(Source, StringComparison.Ordinal));
        var path = comment?[Source.Length..].Trim();
        var slash = path?.IndexOf('/') ?? -1;
        return slash >= 0 && path!.Contains("templates/", StringComparison.Ordinal)
            ? path[(slash + 1)..]
            : "templates/rendered.yaml";
    }

    private static string Text(KubernetesDocument document) =>
        string.Join(
            '\n',
            document.Text.Split('\n').SkipWhile(line => line.StartsWith(Source, StringComparison.Ordinal))
        );

    private static IEnumerable<string> Subcharts(string template)
    {
        var parts = template.Split('/');
        for (var at = 0; at + 1 < parts.Length && parts[at] == "charts"; at += 2)
        {
            yield return string.Join('/', parts[..(at + 2)]);
        }
    }
}

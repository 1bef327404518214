using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Model.Environments;

/// <summary>Reports what was recorded of a cluster, and how it differs from what charts were rendered for until then.</summary>
/// <param name="Environment">The environment as it was before.</param>
/// <param name="File">The file that was written.</param>
/// <param name="Now">What it says.</param>
public sealed record CapabilitiesReport(EnvironmentManifest Environment, string File, Capabilities Now)
{
    private IEnumerable<string> Added => Now.Beyond(Environment.Capabilities);

    private IEnumerable<string> Removed => Environment.Capabilities.Beyond(Now);

    /// <summary>The keys that environment.yaml says itself, which counts more than what was recorded.</summary>
    private IEnumerable<(string Key, SourcePosition Where)> Overridden =>
        from key in (string[])["kubernetes-version", "api-versions"]
        let place = Environment.Source[key]
        where place.File == Environment.Source.File && place.Line > 0
        select (key, place);

    /// <summary>The file, what changed, and what keeps it from counting.</summary>
    public string Text(Style style)
    {
        var text = new StringBuilder();
        text.Append(
            $"Kubernetes {Now.KubernetesVersion}, {Prose.Count(Now.ApiVersions.Length, "API version")}: {File}\n"
        );
        if (Environment.KubernetesVersion != Now.KubernetesVersion)
        {
            text.Append($"  kubernetes-version was {Environment.KubernetesVersion}\n");
        }

        // Where nothing was known before, all of it is new, and stands in the file.
        foreach (var one in Environment.ApiVersions.IsEmpty ? [] : Added)
        {
            text.Append("  ").Append(style.Show($"+ {one}", Tone.Good)).Append('\n');
        }

        foreach (var one in Removed)
        {
            text.Append("  ").Append(style.Show($"- {one}", Tone.Bad)).Append('\n');
        }

        foreach (var (key, where) in Overridden)
        {
            text.Append($"{where}: {key} is set here too, and overrides what was recorded; remove it\n");
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public string Json() =>
        JsonReport.Write(
            new CapabilitiesDocument(
                Environment.Name,
                File,
                Now.KubernetesVersion.ToString(),
                Now.ApiVersions,
                [.. Added],
                [.. Removed],
                [.. Overridden.Select(one => one.Where.ToString())]
            ),
            EnvironmentJson.Default.CapabilitiesDocument
        );
}

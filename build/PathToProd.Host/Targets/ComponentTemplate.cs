using PathToProd.Formats.Values;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;

namespace PathToProd.Host.Targets;

/// <summary>The files of a new component.</summary>
internal static class ComponentTemplate
{
    private const string Provider = "__provider__";

    /// <summary>Those of a component that refers to a chart of others.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="chart">The chart, with its digest.</param>
    public static IEnumerable<(string Path, string Text)> Files(string name, UpstreamChart chart)
    {
        var markers = new NewComponentNames(name).Markers;
        markers["__repository__"] = chart.Repository;
        markers["__chart__"] = chart.Name;
        markers["__chart_version__"] = chart.Version;
        markers["__version__"] = ChartVersion.TryParse(chart.Version, out var version) ? $"{version}" : "0.1.0";
        markers["__digest__"] = $"{chart.Digest}";
        return Template
            .Below("NewComponent/upstream/")
            .Select(one => (Template.Fill(one.File, markers), Template.Read(one.Template, markers)));
    }

    /// <summary>What Backstage reads of a component.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="platform">The platform's name, which is the system that it is a part of.</param>
    public static (string Path, string Text) Backstage(string name, string platform)
    {
        var markers = new NewComponentNames(name).Markers;
        markers["__platform__"] = platform;
        markers["__yaml_platform__"] = ValueText.Line(platform);
        return ("catalog-info.yaml", Template.Read("Backstage/catalog-info.yaml.template", markers));
    }

    /// <summary>Each file, by its path below the component's folder.</summary>
    /// <param name="name">The component's name.</param>
    /// <param name="type">One of <see cref="NewComponentTarget.Types"/>.</param>
    /// <param name="providers">Those that a Terraform component has a root for.</param>
    public static IEnumerable<(string Path, string Text)> Files(string name, string type, string[] providers)
    {
        var markers = new NewComponentNames(name).Markers;
        foreach (var (template, file) in Template.Below($"NewComponent/{type}/"))
        {
            foreach (var provider in file.Contains(Provider, StringComparison.Ordinal) ? providers : [""])
            {
                markers[Provider] = provider;
                yield return (Template.Fill(file, markers), Template.Read(template, markers));
            }
        }
    }
}

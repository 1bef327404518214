using PathToProd.Formats.Json;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Lists the components.</summary>
internal static class ComponentsTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } = new("Components", "lists the components") { Run = Run };

    private static Report Run(Invocation invocation)
    {
        var components = invocation.Model.Components.Values;
        return new Report
        {
            Text = style => Text(components, style),
            Json = () =>
                JsonReport.Write(
                    new ComponentsDocument([.. components.Select(ComponentPart.Of)]),
                    HostJson.Default.ComponentsDocument
                ),
        };
    }

    private static string Text(IEnumerable<ComponentManifest> components, Style style)
    {
        var table = new Table(
            "COMPONENT",
            "VERSION",
            new Column("TYPE", Rank: 1),
            new Column("OWNER", Rank: 2),
            "REQUIRES"
        );
        foreach (var component in components)
        {
            var requires = new List<string>();
            foreach (var requirement in component.Requires.Values)
            {
                requires.Add($"{requirement.Component} {requirement.Range.Text}");
            }

            table.Add(
                component.Name,
                component.Version.ToString(),
                component.Type.ToString().ToLowerInvariant(),
                component.Owner ?? "",
                string.Join(", ", requires)
            );
        }

        return table.Write(style);
    }
}

using PathToProd.Formats.Values;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>What Helm says that the <c>values.schema.json</c> of a component's chart refuses, at the places that say it.</summary>
internal static class SchemaRefusals
{
    /// <summary>The problems; none when Helm speaks of something else.</summary>
    /// <param name="component">The component.</param>
    /// <param name="lines">What Helm printed.</param>
    /// <param name="layers">The values that people wrote; of what several say, the first counts.</param>
    public static IEnumerable<Problem> Of(
        ComponentManifest component,
        IEnumerable<string> lines,
        params ValueNode.Map[] layers
    )
    {
        var chart = component.Chart?.Name ?? component.Name;
        var elsewhere = component.Chart is null
            ? new SourcePosition($"components/{component.Name}/chart/values.yaml")
            : component.Source["chart"];
        // Helm's order differs from call to call.
        return ValuesRefusal
            .Of(lines, chart)
            .Select(refusal => refusal.Problem(chart, layers, elsewhere))
            .Distinct()
            .OrderBy(problem => problem.Where)
            .ThenBy(problem => problem.What, StringComparer.Ordinal);
    }
}

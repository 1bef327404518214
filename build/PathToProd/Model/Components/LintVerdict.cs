using PathToProd.Model.Charts;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>What of the findings of <c>helm lint</c> counts: not what the component waives, nor what this program reads otherwise than Helm.</summary>
/// <param name="component">The component, with its waivers.</param>
public sealed class LintVerdict(ComponentManifest component)
{
    private readonly SortedDictionary<string, List<string>> _open = new(StringComparer.Ordinal);
    private readonly HashSet<LintWaiver> _used = [];

    /// <summary>Takes what was found with the values for an environment.</summary>
    public void Add(string environment, IEnumerable<LintFinding> findings)
    {
        foreach (var finding in findings.Where(finding => !IsVersion(finding)))
        {
            if (component.LintWaivers.FirstOrDefault(waiver => waiver.Covers(finding)) is { } waiver)
            {
                _used.Add(waiver);
            }
            else if (_open.TryGetValue(finding.ToString(), out var environments))
            {
                environments.Add(environment);
            }
            else
            {
                _open.Add(finding.ToString(), [environment]);
            }
        }
    }

    /// <summary>The findings that count, each once, and the waivers that waive nothing.</summary>
    /// <param name="chart">What the chart is called in problems.</param>
    public IEnumerable<Problem> Problems(string chart)
    {
        foreach (var (finding, environments) in _open)
        {
            yield return new Problem(
                new SourcePosition(chart),
                $"helm lint fails with the values for {Prose.List(environments)}: {finding}",
                "fix the chart or the values; what is not yours to fix, lint-waivers in component.yaml waives with a reason"
            );
        }

        for (var index = 0; index < component.LintWaivers.Length; index++)
        {
            if (!_used.Contains(component.LintWaivers[index]))
            {
                yield return new Problem(
                    component.Source[$"lint-waivers.{index}"],
                    $"helm lint finds nothing that contains \"{component.LintWaivers[index].Finding}\", so nothing is waived",
                    "remove it"
                );
            }
        }
    }

    /// <summary>Helm 4 warns of v1.8.2, which it takes anyway, and which is compared with the component's version in any case.</summary>
    private static bool IsVersion(LintFinding finding) =>
        !finding.IsError
        && finding.Text.StartsWith("Chart.yaml: version '", StringComparison.Ordinal)
        && finding.Text.EndsWith("is not a valid SemVerV2", StringComparison.Ordinal);
}

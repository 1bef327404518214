using Cake.Core;
using PathToProd.Model.Charts;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm lint</c>.</summary>
public sealed class HelmLintRunner(ICakeContext context) : HelmRunner<HelmLintSettings>(context)
{
    /// <summary>Checks a chart; an error in it is a failure.</summary>
    public void Lint(string chart, HelmLintSettings settings) => Execute(settings, Call(chart, settings));

    /// <summary>Checks a chart, and says what Helm found in it.</summary>
    /// <returns>The errors and warnings; none when the chart is right.</returns>
    public IReadOnlyList<LintFinding> Findings(string chart, HelmLintSettings settings)
    {
        var call = Call(chart, settings) with { IsCaptured = true, Answers = [1] };
        var result = Execute(settings, call);
        var findings = LintFinding.Of(result.Output);
        return result.ExitCode == 0 || findings.Length > 0 ? findings : throw Failed(settings, call, result);
    }

    private static ToolCall Call(string chart, HelmLintSettings settings)
    {
        var arguments = Begin("lint", (chart, "chart"))
            .Values(settings)
            .Option("--kube-version", settings.KubeVersion)
            .Flag("--strict", settings.Strict)
            .Flag("--with-subcharts", settings.WithSubcharts);
        return new ToolCall("helm lint", End(arguments, settings)) { Input = HelmValues.Input(settings) };
    }
}

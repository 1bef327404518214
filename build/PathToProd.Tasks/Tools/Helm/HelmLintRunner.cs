using Cake.Core;

namespace PathToProd.Tasks.Tools.Helm;

/// <summary>Runs <c>helm lint</c>.</summary>
public sealed class HelmLintRunner(ICakeContext context) : HelmRunner<HelmLintSettings>(context)
{
    /// <summary>Checks a chart; an error in it is a failure.</summary>
    public void Lint(string chart, HelmLintSettings settings)
    {
        var arguments = Begin("lint", (chart, "chart"))
            .Values(settings)
            .Flag("--strict", settings.Strict)
            .Flag("--with-subcharts", settings.WithSubcharts);
        Execute(settings, new ToolCall("helm lint", End(arguments, settings)) { Input = HelmValues.Input(settings) });
    }
}

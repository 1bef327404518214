using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm template</c>.</summary>
public sealed class HelmTemplateRunner(ICakeContext context) : HelmRunner<HelmTemplateSettings>(context)
{
    /// <summary>Renders a chart; the result may hold secrets.</summary>
    /// <returns>The manifests, or the names of the files when they go to <see cref="HelmTemplateSettings.OutputDirectory"/>.</returns>
    public string Template(string release, string chart, HelmTemplateSettings settings)
    {
        var arguments = Begin("template", (release, "release's name"), (chart, "chart"))
            .Values(settings)
            .Option("--kube-version", settings.KubeVersion)
            .Each("--api-versions", settings.ApiVersions)
            .Flag("--include-crds", settings.IncludeCrds)
            .Flag("--skip-tests", settings.SkipTests)
            .Flag("--no-hooks", settings.NoHooks)
            .Flag("--is-upgrade", settings.IsUpgrade)
            .Flag("--validate", settings.Validate)
            .Option("--dry-run", settings.Lookup == true ? "server" : null)
            .Each("--show-only", settings.ShowOnly)
            .Option("--output-dir", settings.OutputDirectory);
        var call = new ToolCall("helm template", End(arguments, settings))
        {
            IsCaptured = true,
            IsSensitive = true,
            Input = HelmValues.Input(settings),
        };
        return Execute(settings, call).Output;
    }
}

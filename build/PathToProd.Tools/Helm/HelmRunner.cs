using Cake.Core;
using Cake.Core.IO;
using PathToProd.Model.ToolPins;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>
/// What all Helm runners share: the executable, where Helm keeps its own files, and the arguments for any command.
/// </summary>
/// <typeparam name="TSettings">The settings of the command.</typeparam>
public abstract class HelmRunner<TSettings> : PlatformTool<TSettings>
    where TSettings : HelmSettings
{
    /// <summary>A runner in the context.</summary>
    protected HelmRunner(ICakeContext context)
        : base(context) { }

    /// <inheritdoc />
    protected override IReadOnlyList<Advice> KnownAdvice => HelmAdvice.All;

    /// <inheritdoc />
    protected override IReadOnlyList<SignOfAge> SignsOfAge => HelmAge.Signs;

    /// <inheritdoc />
    protected override string GetToolName() => "Helm";

    /// <inheritdoc />
    protected override IEnumerable<string> GetToolExecutableNames() => ["helm", "helm.exe"];

    /// <inheritdoc />
    protected override void AddVariables(TSettings settings, IDictionary<string, string?> variables)
    {
        if (settings.Home?.MakeAbsolute(Environment) is not { } home)
        {
            return;
        }

        // The last four win over the first three, so a user who has set one of them is overruled as well.
        variables["HELM_CACHE_HOME"] = home.Combine("cache").FullPath;
        variables["HELM_CONFIG_HOME"] = home.Combine("config").FullPath;
        variables["HELM_DATA_HOME"] = home.Combine("data").FullPath;
        variables["HELM_PLUGINS"] = home.Combine("data/plugins").FullPath;
        variables["HELM_REGISTRY_CONFIG"] = home.CombineWithFilePath("config/registry.json").FullPath;
        variables["HELM_REPOSITORY_CACHE"] = home.Combine("cache/repository").FullPath;
        variables["HELM_REPOSITORY_CONFIG"] = home.CombineWithFilePath("config/repositories.yaml").FullPath;
    }

    /// <summary>The command's words, then the positional arguments.</summary>
    protected static ProcessArgumentBuilder Begin(
        string command,
        params ReadOnlySpan<(string Value, string What)> positional
    )
    {
        var arguments = new ProcessArgumentBuilder().Append(command);
        foreach (var (value, what) in positional)
        {
            arguments.Positional(value, what);
        }

        return arguments;
    }

    /// <summary>Ends an argument list with what every command understands.</summary>
    protected static ProcessArgumentBuilder End(ProcessArgumentBuilder arguments, TSettings settings) =>
        arguments
            .Option("--namespace", settings.Namespace)
            .Option("--kube-context", settings.KubeContext)
            .Option("--kubeconfig", settings.Kubeconfig)
            .Flag("--debug", settings.Debug);

    /// <summary>Whether a call failed only because there is no such release.</summary>
    protected static bool IsNotFound(ToolResult result) =>
        result.ExitCode == 1 && result.Error.Contains("release: not found", StringComparison.Ordinal);

    /// <summary>Makes a captured call about a release; null when there is no such release.</summary>
    protected ToolResult? Ask(TSettings settings, ToolCall call)
    {
        var result = Execute(settings, call with { IsCaptured = true, Answers = [1] });
        return result.ExitCode == 0 ? result
            : IsNotFound(result) ? null
            : throw Failed(settings, call with { IsCaptured = true }, result);
    }
}

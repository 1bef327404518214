using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm list -o json</c>.</summary>
public sealed class HelmListRunner(ICakeContext context) : HelmRunner<HelmListSettings>(context)
{
    // Helm 4 has no --all, and Helm 3 shows only deployed and failed releases unless asked: so each state is named.
    private static readonly string[] States =
    [
        "--deployed",
        "--failed",
        "--pending",
        "--superseded",
        "--uninstalled",
        "--uninstalling",
    ];

    // The default is Go's own format, which nothing else reads.
    private const string TimeFormat = "--time-format=2006-01-02T15:04:05Z07:00";

    /// <summary>The releases, by name.</summary>
    public IReadOnlyList<HelmRelease> List(HelmListSettings settings)
    {
        var arguments = Begin("list").Append("--output=json").Append(TimeFormat);
        foreach (var state in States)
        {
            arguments.Append(state);
        }

        arguments
            .Flag("--all-namespaces", settings.AllNamespaces)
            .Option("--filter", settings.Filter)
            .Option("--selector", settings.Selector)
            .Option("--max", settings.Max);
        var call = new ToolCall("helm list", End(arguments, settings)) { IsCaptured = true };
        return ToolJson.Read(call, Execute(settings, call).Output, "a list of releases", HelmJson.Releases);
    }
}

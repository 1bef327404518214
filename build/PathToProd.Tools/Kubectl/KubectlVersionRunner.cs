using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Runs <c>kubectl version -o json</c>.</summary>
public sealed class KubectlVersionRunner(ICakeContext context) : KubectlRunner<KubectlVersionSettings>(context)
{
    /// <summary>Asks kubectl, and the cluster unless asked not to, which version it is.</summary>
    public KubectlVersion Version(KubectlVersionSettings settings)
    {
        var arguments = Begin("version").Append("--output=json").Flag("--client", settings.ClientOnly);
        var call = new ToolCall("kubectl version", End(arguments, settings)) { IsCaptured = true };
        return ToolJson.Read(call, Execute(settings, call).Output, "its version", Read);
    }

    private static KubectlVersion? Read(JsonNode node) =>
        node["clientVersion"].Text("gitVersion") is { } client
            ? new KubectlVersion(client.TrimStart('v'), node["serverVersion"].Text("gitVersion")?.TrimStart('v'))
            : null;
}

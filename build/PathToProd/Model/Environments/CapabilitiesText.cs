using System.Text;

namespace PathToProd.Model.Environments;

/// <summary>Writes what was recorded of a cluster, the same for the same cluster.</summary>
public static class CapabilitiesText
{
    /// <summary>The text of an environment's <c>capabilities.yaml</c>.</summary>
    public static string Write(string environment, Capabilities capabilities)
    {
        var text = new StringBuilder();
        text.Append("# yaml-language-server: $schema=../../build/schemas/capabilities.schema.json\n");
        text.Append(
            $"# What the cluster of {environment} serves. ./build.sh --target=Capabilities --environment={environment} writes it.\n"
        );
        text.Append($"kubernetes-version: {capabilities.KubernetesVersion}\n");
        text.Append("api-versions:\n");
        foreach (var apiVersion in capabilities.ApiVersions)
        {
            text.Append($"  - {apiVersion}\n");
        }

        return text.ToString();
    }
}

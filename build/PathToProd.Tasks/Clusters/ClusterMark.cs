using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Tasks.Clusters;

/// <summary>The config map in which a cluster remembers which environment it is.</summary>
internal static class ClusterMark
{
    public const string Name = "path-to-prod";
    public const string Namespace = "kube-system";

    /// <summary>The environment that the config map names; null when it names none.</summary>
    public static string? Environment(JsonNode? configMap) =>
        (configMap?["data"] as JsonObject)?["environment"]?.ToString();

    /// <summary>What is wrong when it is another than the one that is asked for.</summary>
    public static Problem Wrong(string environment, string context, string bound, SourcePosition? where) =>
        new(
            where,
            $"the context {context} leads to a cluster that is bound to the environment {bound}, not to {environment}",
            $"name the right context; or, if the cluster has a new purpose, run kubectl --context {context} --namespace {Namespace} delete configmap {Name}"
        );
}

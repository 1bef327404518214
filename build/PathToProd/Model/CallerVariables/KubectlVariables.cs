using static PathToProd.Model.CallerVariables.VariableFate;

namespace PathToProd.Model.CallerVariables;

/// <summary>The variables that kubectl reads, beside <c>KUBECONFIG</c>.</summary>
internal static class KubectlVariables
{
    public static ToolVariables All { get; } =
        new(
            "kubectl",
            [
                new("KUBERC", Set, "no aliases and no defaults of a person's own") { Value = "off" },
                new("KUBECTL_KUBERC", Set, "as KUBERC, for kubectl 1.33") { Value = "false" },
                new("KUBECTL_EXTERNAL_DIFF", Cleared, "Plan reads what kubectl's own diff prints"),
                new("KUBECTL_COMMAND_HEADERS", Passed, "whether the API server hears which command asks"),
                new("KUBECTL_REMOTE_COMMAND_WEBSOCKETS", Passed, "how streams are carried"),
                new("KUBECTL_PORT_FORWARD_WEBSOCKETS", Passed, "how streams are carried"),
                new("KUBECACHEDIR", Passed, "where answers of API servers are kept"),
                new("KUBECTL_*", Cleared, "not known, so it might change what is deployed or where"),
            ]
        );
}

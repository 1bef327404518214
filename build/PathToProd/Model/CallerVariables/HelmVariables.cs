using static PathToProd.Model.CallerVariables.VariableFate;

namespace PathToProd.Model.CallerVariables;

/// <summary>The variables that Helm reads.</summary>
internal static class HelmVariables
{
    private const string Bound = "the environment is bound to the cluster that its context names";

    public static ToolVariables All { get; } =
        new(
            "helm",
            [
                new("HELM_DRIVER", Refused, "it says where Helm keeps what it knows of releases")
                {
                    Instead = "unset it: releases are kept as Secrets in the component's namespace",
                    Harmless = ["secret", "secrets"],
                },
                new("HELM_KUBETOKEN", Cleared, Bound) { IsSecret = true },
                new("HELM_KUBE*", Cleared, Bound),
                new("HELM_NAMESPACE", Cleared, "component.yaml says the namespace"),
                new("HELM_DRIVER_SQL_CONNECTION_STRING", Cleared, "as HELM_DRIVER") { IsSecret = true },
                new("HELM_MAX_HISTORY", Cleared, "as many revisions are kept as the program says"),
                new("HELM_DEBUG", Cleared, "with it, Helm's output is not YAML and shows values"),
                new("HELM_POST_RENDERER*", Cleared, "what is deployed is what was tested"),
                new("HELM_PLUGINS", Passed, "where Helm's plugins are; none is needed"),
                new("HELM_NO_PLUGINS", Passed, "whether Helm 4 loads plugins"),
                new("HELM_CACHE_HOME", Passed, "where Helm keeps what it downloaded"),
                new("HELM_CONFIG_HOME", Passed, "where Helm's own configuration is"),
                new("HELM_DATA_HOME", Passed, "where Helm's own data is"),
                new("HELM_CONTENT_CACHE", Passed, "where Helm 4 keeps what it downloaded"),
                new("HELM_REGISTRY_CONFIG", Passed, "credentials of registries"),
                new("HELM_REPOSITORY_CACHE", Passed, "where Helm keeps what it downloaded"),
                new("HELM_REPOSITORY_CONFIG", Passed, "the chart repositories that dependencies name"),
                new("HELM_BURST_LIMIT", Passed, "how fast the cluster is asked"),
                new("HELM_QPS", Passed, "how fast the cluster is asked"),
                new("HELM_COLOR", Passed, "colours"),
                new("HELM_EXPERIMENTAL_OCI", Passed, "lets Helm before 3.8 use registries"),
                new("HELM_*", Cleared, "not known, so it might change what is deployed or where"),
            ]
        );
}

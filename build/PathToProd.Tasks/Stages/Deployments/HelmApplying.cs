namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Who merges what a chart says with what is in the cluster.</summary>
internal static class HelmApplying
{
    /// <summary>
    /// For <c>--server-side</c>: Helm itself, with every version. Helm 3 knows no other way. Helm 4 would leave it to the API
    /// server, and fail where a controller or a person has set a field as well: which Helm a machine has must not decide
    /// whether a deployment works. API servers before 1.22 also fail when a chart drops a probe.
    /// </summary>
    public static bool? ServerSide(ComponentContext context) =>
        context.Work.FoundTools.Any(tool =>
            tool.Name == "helm" && tool.Version.StartsWith("3.", StringComparison.Ordinal)
        )
            ? null
            : false;
}

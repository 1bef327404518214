using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>What to do about the failures that Helm is known for.</summary>
internal static class HelmAdvice
{
    public static IReadOnlyList<Advice> All { get; } =
    [
        new(
            "another operation (install/upgrade/rollback) is in progress",
            "Another run is at work on this release, or one was killed in the middle. Look at: helm history. When no run is at work, "
                + "roll back to the last deployed revision, or uninstall when there is none; then run the stage again."
        ),
        new(
            "has no deployed releases",
            "The first installation failed and left only its history. Uninstall the release, then run the stage again."
        ),
        new(
            "cluster unreachable",
            "Check that the cluster runs and that the kubeconfig and the context of the environment are right."
        ),
        new(
            "timed out waiting for the condition",
            "The release's resources did not become ready in time. See why with: kubectl get pods,events in its namespace."
        ),
        new(
            "context deadline exceeded",
            "The release's resources did not become ready in time. See why with: kubectl get pods,events in its namespace."
        ),
        new(
            "from current release manifest",
            "The cluster no longer serves a kind that the deployed release still has, so Helm cannot compare. Remove it from what Helm "
                + "keeps of the release, with the plugin mapkubeapis, or uninstall the release and deploy again."
        ),
        new(
            "invalid ownership metadata",
            "A resource of that name exists and belongs to someone else. Remove it, rename it in the chart, or let the release adopt it by Helm's labels and annotations."
        ),
        new(
            "Too long: must have at most 262144 bytes",
            "All annotations of a resource together are too long. A copy that a client-side kubectl apply left is not needed by Helm: "
                + "remove the annotation kubectl.kubernetes.io/last-applied-configuration from the resource, or shorten the chart's own."
        ),
        new(
            "no matches for kind",
            "The cluster does not know that kind. Deploy the component that brings its definition first, or put the definition into crds/."
        ),
        new("missing in charts/ directory", "Run helm dependency build on the chart first."),
        new(
            "no repository definition",
            "Add the repository to Helm's repositories file, or refer to the dependency by file:// or oci://."
        ),
        .. ForbiddenAdvice.All,
        new(
            "is invalid:",
            "The cluster does not accept the resource as it is: change what the lines above name in the chart or its values."
        ),
        new(
            "forbidden",
            "The user of the context has no permission for this. Check with kubectl auth can-i, and have it granted."
        ),
        new(
            "unknown flag",
            "This Helm does not know that setting: it is too old, or so new that it dropped it. The target Doctor shows which version is found."
        ),
        new(
            "incompatible with Kubernetes",
            "The chart is not made for that Kubernetes. Take a version of the chart that is, or correct kubernetes-version in the environment."
        ),
        new(
            "cannot use server-side apply and force replace together",
            "Helm 4 replaces resources only when it merges on its own: set ServerSide to false with Force."
        ),
        new(
            "Apply failed with",
            "Another manager owns these fields. Leave them out of the chart, take them over with ForceConflicts, or set ServerSide to false."
        ),
    ];
}

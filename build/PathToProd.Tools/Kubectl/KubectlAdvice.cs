using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>What to do about the failures that kubectl is known for.</summary>
internal static class KubectlAdvice
{
    private const string Unreachable =
        "The cluster cannot be reached. Check that it runs and that the kubeconfig and the context of the environment are right.";

    private const string NotReady =
        "It was not ready in time. See why with: kubectl describe, and kubectl get events, in its namespace.";

    private const string UnknownContext =
        "Correct the context in the environment; kubectl config get-contexts lists those that are there.";

    public static IReadOnlyList<Advice> All { get; } =
    [
        new("was refused", Unreachable),
        new("Unable to connect to the server", Unreachable),
        new("i/o timeout", Unreachable),
        new("no such host", Unreachable),
        new("Client.Timeout exceeded", Unreachable),
        new("context was not found", UnknownContext),
        new("no context exists with the name", UnknownContext),
        new("Unauthorized", "Log in to the cluster again: the credentials of the context are wrong or have expired."),
        .. ForbiddenAdvice.All,
        new(
            "Too long: must have at most 262144 bytes",
            "A client-side apply keeps a copy of the whole resource in an annotation, and it is too large for that. Apply it on the server: ServerSide."
        ),
        new(
            "is invalid:",
            "The cluster does not accept the resource as it is: change what the lines above name in the manifest."
        ),
        new(
            "forbidden",
            "The user of the context has no permission for this. Check with kubectl auth can-i, and have it granted."
        ),
        new(
            "Apply failed with",
            "Another manager owns these fields. Leave them out of the manifest, or take them over with ForceConflicts."
        ),
        new(
            "no matches for kind",
            "The cluster does not know that kind yet. Deploy the component that brings its custom resource definition first."
        ),
        new("timed out waiting for the condition", NotReady),
        new("exceeded its progress deadline", NotReady),
        new(
            "error validating",
            "Correct the manifest as the lines above say; kubectl explain shows which fields a kind has."
        ),
        new(
            "unknown flag",
            "This kubectl does not know that setting: it is too old, or so new that it dropped it. The target Doctor shows which version is found."
        ),
    ];
}

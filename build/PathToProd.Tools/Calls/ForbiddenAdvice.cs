namespace PathToProd.Tools.Calls;

/// <summary>
/// What to do when a cluster forbids something although the user has the right to it: its answer says <c>forbidden</c> in
/// these cases too.
/// </summary>
internal static class ForbiddenAdvice
{
    public static IReadOnlyList<Advice> All { get; } =
    [
        new(
            "exceeded quota",
            "The namespace's ResourceQuota is used up. Ask for less, or have the quota raised, then run the stage again."
        ),
        new(
            "violates PodSecurity",
            "The namespace's Pod Security level forbids these pods. Change them as the lines above say, or the namespace's label."
        ),
        new(
            "because it is being terminated",
            "The namespace is being deleted. Wait until it is gone, then run the stage again."
        ),
        new(
            "denied the request",
            "A policy of the cluster (an admission webhook) refuses the resource. Change it as the lines above say."
        ),
    ];
}

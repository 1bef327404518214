using System.Collections.Frozen;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>
/// By which key Kubernetes merges the items of its lists: the <c>patchMergeKey</c> of its types
/// (https://github.com/kubernetes/api). All other lists are replaced, and so is every list of a custom resource.
/// </summary>
internal static class MergeKeys
{
    private static readonly FrozenDictionary<string, string> OfPods = WithContainers(
        [
            ("volumes", "name"),
            ("imagePullSecrets", "name"),
            ("hostAliases", "ip"),
            ("topologySpreadConstraints", "topologyKey"),
            ("schedulingGates", "name"),
            ("resourceClaims", "name"),
        ],
        ["containers", "initContainers", "ephemeralContainers"],
        [
            ("", "name"),
            ("/env", "name"),
            ("/ports", "containerPort"),
            ("/volumeMounts", "mountPath"),
            ("/volumeDevices", "devicePath"),
        ]
    );

    private static readonly FrozenDictionary<string, string> OfOthers = new Dictionary<string, string>
    {
        ["Service spec/ports"] = "port",
        ["ServiceAccount secrets"] = "name",
        ["MutatingWebhookConfiguration webhooks"] = "name",
        ["MutatingWebhookConfiguration webhooks/matchConditions"] = "name",
        ["ValidatingWebhookConfiguration webhooks"] = "name",
        ["ValidatingWebhookConfiguration webhooks/matchConditions"] = "name",
        ["ValidatingAdmissionPolicy spec/variables"] = "name",
        ["ValidatingAdmissionPolicy spec/matchConditions"] = "name",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The key of a list's items; null when the list is replaced.</summary>
    /// <param name="document">The resource.</param>
    /// <param name="path">Where the list stands, without the places of items: <c>spec/template/spec/containers</c>.</param>
    public static string? Of(KubernetesDocument document, string path)
    {
        if (document.Group.Contains('.') && !document.Group.EndsWith(".k8s.io", StringComparison.Ordinal))
        {
            return null;
        }

        var pod = document.Kind switch
        {
            "Pod" => "spec/",
            "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "ReplicationController" or "Job" =>
                "spec/template/spec/",
            "CronJob" => "spec/jobTemplate/spec/template/spec/",
            _ => null,
        };
        return pod is not null && path.StartsWith(pod, StringComparison.Ordinal)
            ? OfPods.GetValueOrDefault(path[pod.Length..])
            : OfOthers.GetValueOrDefault($"{document.Kind} {path}");
    }

    private static FrozenDictionary<string, string> WithContainers(
        (string Path, string Key)[] lists,
        string[] containers,
        (string Path, string Key)[] ofContainer
    ) =>
        lists
            .Concat(
                containers.SelectMany(container => ofContainer.Select(list => (Path: container + list.Path, list.Key)))
            )
            .ToFrozenDictionary(list => list.Path, list => list.Key, StringComparer.Ordinal);
}

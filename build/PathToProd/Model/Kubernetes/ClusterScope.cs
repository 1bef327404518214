using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes;

/// <summary>Which resources are in no namespace: Kubernetes' own, and those whose definitions are among the documents.</summary>
internal sealed class ClusterScope(IEnumerable<KubernetesDocument> documents)
{
    private static readonly FrozenSet<(string Group, string Kind)> Known = new[]
    {
        ("", "Namespace"),
        ("", "Node"),
        ("", "PersistentVolume"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ("apiregistration.k8s.io", "APIService"),
        ("certificates.k8s.io", "CertificateSigningRequest"),
        ("certificates.k8s.io", "ClusterTrustBundle"),
        ("flowcontrol.apiserver.k8s.io", "FlowSchema"),
        ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"),
        ("networking.k8s.io", "IngressClass"),
        ("networking.k8s.io", "IPAddress"),
        ("networking.k8s.io", "ServiceCIDR"),
        ("node.k8s.io", "RuntimeClass"),
        ("policy", "PodSecurityPolicy"),
        ("rbac.authorization.k8s.io", "ClusterRole"),
        ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
        ("resource.k8s.io", "DeviceClass"),
        ("scheduling.k8s.io", "PriorityClass"),
        ("storage.k8s.io", "CSIDriver"),
        ("storage.k8s.io", "CSINode"),
        ("storage.k8s.io", "StorageClass"),
        ("storage.k8s.io", "VolumeAttachment"),
        ("storage.k8s.io", "VolumeAttributesClass"),
    }.ToFrozenSet();

    private readonly HashSet<(string Group, string Kind)> _defined =
    [
        .. from document in documents
        where document.IsCustomResourceDefinition
        let spec = document.Json["spec"] as JsonObject
        where spec?["scope"]?.ToString() == "Cluster"
        select (spec["group"]?.ToString() ?? "", (spec["names"] as JsonObject)?["kind"]?.ToString() ?? ""),
    ];

    /// <summary>True when the namespace that a document names, or not, means nothing.</summary>
    public bool Has(KubernetesDocument document) => Has(document.Group, document.Kind);

    /// <summary>True when resources of a kind are in no namespace.</summary>
    public bool Has(string group, string kind) => Known.Contains((group, kind)) || _defined.Contains((group, kind));
}

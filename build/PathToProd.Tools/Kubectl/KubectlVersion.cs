namespace Cake.Kubectl;

/// <summary>Which kubectl this is, and which Kubernetes the cluster runs.</summary>
/// <param name="Client">The version of kubectl, such as <c>1.32.4</c>.</param>
/// <param name="Server">The version of the cluster; null when it was not asked.</param>
public sealed record KubectlVersion(string Client, string? Server);

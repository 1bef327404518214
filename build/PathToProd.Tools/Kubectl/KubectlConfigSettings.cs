namespace Cake.Kubectl;

/// <summary>Settings of the <c>kubectl config</c> commands, which read the kubeconfig and ask no cluster.</summary>
public sealed class KubectlConfigSettings : KubectlSettings;

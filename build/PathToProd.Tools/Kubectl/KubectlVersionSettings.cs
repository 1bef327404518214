namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl version</c>.</summary>
public sealed class KubectlVersionSettings : KubectlSettings
{
    /// <summary>Whether to leave the cluster alone and show kubectl only; by default both are shown.</summary>
    public bool? ClientOnly { get; set; }
}

namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl delete</c>.</summary>
public sealed class KubectlDeleteSettings : KubectlFilesSettings
{
    /// <summary>Whether a missing resource is fine; by default it is a failure.</summary>
    public bool? IgnoreNotFound { get; set; }

    /// <summary>Whether to wait until the resources are gone; by default yes.</summary>
    public bool? Wait { get; set; }

    /// <summary>How long to wait for that; by default as the size of the object suggests.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// What becomes of the resources that a deleted one owns; by default <see cref="KubectlCascade.Background"/>.
    /// </summary>
    public KubectlCascade? Cascade { get; set; }

    /// <summary>How many seconds a resource gets to end by itself; by default its own.</summary>
    public int? GracePeriodSeconds { get; set; }

    /// <summary>Whether to delete all resources of a kind; by default no.</summary>
    public bool? All { get; set; }

    /// <summary>Whether to look in all namespaces; by default only in one.</summary>
    public bool? AllNamespaces { get; set; }

    /// <summary>Who only pretends; by default no one.</summary>
    public KubectlDryRun? DryRun { get; set; }
}

namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl wait</c>.</summary>
public sealed class KubectlWaitSettings : KubectlFilesSettings
{
    /// <summary>
    /// How long to wait; by default 30 seconds. Zero looks once, and a negative time waits for a week.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether to wait for all resources of a kind; by default no.</summary>
    public bool? All { get; set; }

    /// <summary>Whether to look in all namespaces; by default only in one.</summary>
    public bool? AllNamespaces { get; set; }
}

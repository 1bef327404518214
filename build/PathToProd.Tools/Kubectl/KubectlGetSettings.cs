namespace Cake.Kubectl;

/// <summary>Settings of <c>kubectl get</c>.</summary>
public sealed class KubectlGetSettings : KubectlFilesSettings
{
    /// <summary>A selector for fields, such as <c>status.phase=Running</c>; by default none.</summary>
    public string? FieldSelector { get; set; }

    /// <summary>Whether to look in all namespaces; by default only in one.</summary>
    public bool? AllNamespaces { get; set; }

    /// <summary>Whether a missing resource is fine; by default it is a failure.</summary>
    public bool? IgnoreNotFound { get; set; }

    /// <summary>Whether the answer says who owns which field; by default no.</summary>
    public bool? ShowManagedFields { get; set; }
}

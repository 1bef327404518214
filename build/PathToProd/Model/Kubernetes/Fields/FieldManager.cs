namespace PathToProd.Model.Kubernetes.Fields;

/// <summary>What kind of client a field manager of Kubernetes is, as far as its name says it.</summary>
public static class FieldManager
{
    /// <summary>The name under which this program applies.</summary>
    public const string Ours = "path-to-prod";

    /// <summary>What Helm calls itself: its own file. Before 3.5 it had no name but that of its library.</summary>
    private static readonly HashSet<string> Helm = new(StringComparer.OrdinalIgnoreCase)
    {
        "helm",
        "helm.exe",
        "helm3",
        "Go-http-client",
    };

    /// <summary>Programs that people start, by how the names that they give themselves begin.</summary>
    private static readonly string[] People =
    [
        "kubectl",
        "k9s",
        "Lens",
        "OpenLens",
        "Headlamp",
        "dashboard",
        "Mozilla",
        "curl",
        "Terraform",
        "pulumi",
    ];

    /// <summary>Whether it is Helm itself, and not a controller that is named after it.</summary>
    public static bool IsHelm(string manager) => Helm.Contains(manager);

    /// <summary>Whether a person changed what this manager owns, by hand or with a tool. Anything else is a controller or a webhook.</summary>
    public static bool IsPerson(string manager) =>
        IsHelm(manager) || People.Any(name => manager.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}

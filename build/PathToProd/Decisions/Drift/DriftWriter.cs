using PathToProd.Text;

namespace PathToProd.Decisions.Drift;

/// <summary>Writes what differs, a line each.</summary>
public static class DriftWriter
{
    /// <summary>Writes <c>changed: Deployment ingress/controller, spec.replicas (by kubectl-edit)</c>.</summary>
    public static string Write(DriftFinding finding) =>
        finding.Kind switch
        {
            DriftKind.Gone => $"gone: {Rest(finding)}",
            DriftKind.NotDeployed => $"no one deployed: {Rest(finding)}",
            _ => $"changed: {Rest(finding)}",
        };

    /// <summary>Writes <c>not known, because the last deployment ... failed</c>; a message of its own follows a colon.</summary>
    public static string WriteUnknown(string because) =>
        char.IsLower(because[0]) ? $"not known, because {because}" : $"not known: {because}";

    /// <summary>Writes what a controller or a webhook owns.</summary>
    public static string WriteOwned(DriftFinding finding) =>
        $"no drift, as {Prose.List(finding.By)} owns it: {finding.What}, {Prose.List(finding.Fields)}";

    private static string Rest(DriftFinding finding) =>
        finding.What
        + (finding.Fields.IsEmpty ? "" : $", {Prose.List(finding.Fields)}")
        + (finding.By.IsEmpty ? "" : $" (by {Prose.List(finding.By)})")
        + (finding.Note is { } note ? $": {note}" : "");
}

using System.Text.Json.Nodes;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Decisions.Drift;

/// <summary>Decides what differs in a folder of rendered manifests.</summary>
internal static class FolderDrift
{
    public static IEnumerable<DriftFinding> Of(TargetLook.Folder look)
    {
        if (!look.IsThere)
        {
            return [new DriftFinding(DriftKind.Gone, look.Path)];
        }

        if (look.IsSame)
        {
            return [];
        }

        if (look.Deployed is not { } deployed)
        {
            return [Whole(look, $"which of its files is not known, as {look.NotKnown}")];
        }

        var findings = deployed
            .Keys.Union(look.Found.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(file =>
                OfFile($"{look.Path}/{file}", deployed.GetValueOrDefault(file), look.Found.GetValueOrDefault(file))
            )
            .OfType<DriftFinding>()
            .ToArray();
        return findings.Length > 0
            ? findings
            : [Whole(look, "in a file's mode, or in what each rendering generates again")];
    }

    private static DriftFinding Whole(TargetLook.Folder look, string note) =>
        new(DriftKind.Changed, look.Path) { Note = note };

    private static DriftFinding? OfFile(string path, string? deployed, string? found) =>
        (deployed, found) switch
        {
            (null, _) => new DriftFinding(DriftKind.NotDeployed, path),
            (_, null) => new DriftFinding(DriftKind.Gone, path),
            var (was, now) when was == now => null,
            var (was, now) => Changed(path, was, now),
        };

    private static DriftFinding Changed(string path, string deployed, string found)
    {
        var change = new DriftFinding(DriftKind.Changed, path);
        return (Document(deployed), Document(found)) switch
        {
            (_, null) => change with { Note = "it is no longer one resource of Kubernetes" },
            ({ } was, { } now) when FieldDifference.Between(now, was).ToArray() is { Length: > 0 } fields => change with
            {
                Fields = [.. fields.Select(field => field.Path)],
            },
            _ => change with { Note = "in comments or spelling alone, which mean the same" },
        };
    }

    private static JsonObject? Document(string text)
    {
        var problems = new List<Problem>();
        return KubernetesDocuments.Read(text, "", problems) is [var only] && problems.Count == 0 ? only.Json : null;
    }
}

using System.Text.Json.Nodes;
using PathToProd.Model.Kubernetes.Fields;

namespace PathToProd.Decisions.Drift;

/// <summary>Decides what differs in a cluster, and who is to blame: people, or controllers and webhooks, whose fields are no drift.</summary>
internal static class ResourceDrift
{
    public static IEnumerable<DriftFinding> Of(TargetLook.Resources look) =>
        [
            .. ReleaseFindings(look.Release),
            .. look.Gone.Select(name => new DriftFinding(DriftKind.Gone, name)),
            .. look.There.SelectMany(resource =>
                Grouped(resource, Fields(resource, look).Where(field => !IsOfOthers(field)))
            ),
            .. look.NotDeployed.Select(name => new DriftFinding(DriftKind.NotDeployed, name)),
        ];

    public static IEnumerable<DriftFinding> OwnedByOthers(TargetLook.Resources look) =>
        look.There.SelectMany(resource => Grouped(resource, Fields(resource, look).Where(IsOfOthers)));

    private static IEnumerable<DriftFinding> ReleaseFindings(ReleaseLook? release)
    {
        if (release is null)
        {
            yield break;
        }

        var what = $"the Helm release {release.Name}";
        if (release.Status != ReleaseLook.Deployed)
        {
            yield return new DriftFinding(DriftKind.Changed, what)
            {
                Note = $"its revision {release.Revision} is {release.Status}",
            };
        }

        if (release.Recorded != release.Revision)
        {
            yield return new DriftFinding(DriftKind.Changed, what)
            {
                Note =
                    $"it is at revision {release.Revision}, and "
                    + (
                        release.Recorded is { } recorded
                            ? $"revision {recorded} was deployed"
                            : "no revision was recorded"
                    ),
            };
        }
    }

    /// <summary>What differs from what was deployed, then what was added to it. A field that is as it was deployed is no one's.</summary>
    private static FieldDifference[] Fields(LiveResource resource, TargetLook.Resources look)
    {
        var owners = OwnedFields.Of(resource.Now);
        var said = Said(resource.Document);
        var differ = FieldDifference
            .Between(resource.Now, resource.Applied, owners)
            .Where(field => !ServerFields.Have(field.Path))
            .Select(field => field with { Managers = [.. field.Managers.Where(name => !IsOurs(name, look))] })
            .ToArray();
        var seen = differ.Select(field => field.Path).ToHashSet(StringComparer.Ordinal);
        var added = owners
            .Beyond(said, ServerFields.Have)
            .Where(field => !IsOurs(field.Manager, look) && !seen.Contains(field.Path))
            .GroupBy(field => field.Path, field => field.Manager, StringComparer.Ordinal)
            .Select(group => new FieldDifference(
                group.Key,
                [.. group.Distinct(StringComparer.Ordinal)],
                IsAdded: true
            ));
        return [.. differ, .. added];
    }

    /// <summary>One finding for all fields that the same managers changed, and one for all that they added.</summary>
    private static IEnumerable<DriftFinding> Grouped(LiveResource resource, IEnumerable<FieldDifference> fields) =>
        fields
            .GroupBy(field => (field.IsAdded, string.Join('\n', field.Managers)))
            .Select(group => new DriftFinding(
                group.Key.IsAdded ? DriftKind.NotDeployed : DriftKind.Changed,
                resource.Name
            )
            {
                Fields = [.. group.Select(field => field.Path)],
                By = group.First().Managers,
            });

    // A field that was removed has no owner any more, and no controller is known to have done it.
    private static bool IsOfOthers(FieldDifference field) =>
        field.Managers.Length > 0 && !field.Managers.Any(FieldManager.IsPerson);

    private static bool IsOurs(string manager, TargetLook.Resources look) =>
        manager == FieldManager.Ours || look.Release is not null && FieldManager.IsHelm(manager);

    /// <summary>The document as the server keeps it: what a Secret says in clear text, it says in <c>data</c>.</summary>
    private static JsonObject Said(JsonObject document)
    {
        if (document["stringData"] is not JsonObject clear)
        {
            return document;
        }

        var said = (JsonObject)document.DeepClone();
        said["data"] ??= new JsonObject();
        foreach (var (key, _) in clear)
        {
            said["data"]![key] = "";
        }

        return said;
    }
}

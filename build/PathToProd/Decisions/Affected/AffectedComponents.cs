using System.Collections.Immutable;
using PathToProd.Model.Platform;

namespace PathToProd.Decisions.Affected;

/// <summary>What a change touches.</summary>
public sealed record AffectedComponents
{
    /// <summary>The components: those that changed themselves first, then by distance, then by name.</summary>
    public required ImmutableArray<AffectedComponent> Components { get; init; }

    /// <summary>The reasons that all components share, reported once; empty if none.</summary>
    public ImmutableArray<AffectedReason> Everything { get; init; } = [];

    /// <summary>Components that are no longer there, by name: where they still run, they are to be destroyed.</summary>
    public ImmutableArray<string> Deleted { get; init; } = [];

    /// <summary>Environments that are no longer there, by name.</summary>
    public ImmutableArray<string> DeletedEnvironments { get; init; } = [];

    /// <summary>How many files changed.</summary>
    public int Files { get; init; }

    /// <summary>How many of them affect nothing.</summary>
    public int IdleFiles { get; init; }

    /// <summary>What changed files touch.</summary>
    /// <param name="model">The platform as it is now.</param>
    /// <param name="changes">The files that changed, with both texts of those that <see cref="NeedingTexts"/> gives.</param>
    /// <param name="depth">How many requirements are followed, towards those who require; 0 for none, null for all.</param>
    /// <param name="hasOwnTasks">Whether a component has its own <c>Tasks.cs</c>; asked only when what these have in common changed.</param>
    /// <param name="environment">Counts only what makes a difference there; null for all environments.</param>
    public static AffectedComponents Of(
        PlatformModel model,
        IReadOnlyCollection<FileChange> changes,
        int? depth,
        Func<string, bool> hasOwnTasks,
        string? environment = null
    )
    {
        ImmutableArray<string> environments =
        [
            .. model
                .DeployableEnvironments.Select(one => one.Name)
                .Where(name => environment is null || name == environment),
        ];
        var direct = DirectReasons.Of(model, environments, changes, hasOwnTasks);
        return new AffectedComponents
        {
            Components = direct.Everything.IsEmpty
                ? Reached(model, environments, direct.Components, depth ?? int.MaxValue)
                : All(model, environments, direct.Components),
            Everything = direct.Everything,
            Deleted = [.. direct.DeletedComponents],
            DeletedEnvironments = [.. direct.DeletedEnvironments],
            Files = changes.Count,
            IdleFiles = direct.IdleFiles,
        };
    }

    /// <summary>The changes of which it counts what the file said and says, and not only that it changed.</summary>
    public static IEnumerable<FileChange> NeedingTexts(PlatformModel model, IEnumerable<FileChange> changes)
    {
        var shared = model
            .Components.Values.SelectMany(component => component.Shared)
            .Where(file => file.Entry is not null)
            .Select(file => file.Path)
            .ToHashSet(StringComparer.Ordinal);
        return changes.Where(change =>
            change.Kind == FileChangeKind.Modified
            && (
                shared.Contains(change.Path)
                || change.Path.Split('/')
                    is ["platform.yaml"]
                        or ["components", _, "component.yaml"]
                        or ["environments", _, "environment.yaml" or "capabilities.yaml" or "versions.yaml"]
                        or ["environments", _, "values", _]
            )
        );
    }

    private static ImmutableArray<AffectedComponent> All(
        PlatformModel model,
        ImmutableArray<string> environments,
        SortedDictionary<string, List<DirectReason>> direct
    )
    {
        return
        [
            .. model.Components.Keys.Select(name => new AffectedComponent(
                name,
                Distance: 0,
                [.. (direct.GetValueOrDefault(name) ?? []).Select(reason => reason.Reason)],
                environments
            )),
        ];
    }

    private static ImmutableArray<AffectedComponent> Reached(
        PlatformModel model,
        ImmutableArray<string> environments,
        SortedDictionary<string, List<DirectReason>> direct,
        int depth
    )
    {
        if (direct.Count == 0)
        {
            return [];
        }

        var spreads = Spread.Of(model, environments, direct, depth);
        var distances = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var spread in spreads)
        {
            foreach (var (component, distance) in spread.Distances)
            {
                distances[component] = Math.Min(distance, distances.GetValueOrDefault(component, int.MaxValue));
            }
        }

        var affected = new List<AffectedComponent>(distances.Count);
        foreach (var (component, distance) in distances)
        {
            affected.Add(
                new AffectedComponent(
                    component,
                    distance,
                    Reasons(model, component, direct, distances, depth),
                    [
                        .. environments.Where(environment =>
                            spreads.Exists(spread =>
                                spread.Environments.Contains(environment) && spread.Distances.ContainsKey(component)
                            )
                        ),
                    ]
                )
            );
        }

        affected.Sort(
            (left, right) =>
                left.Distance != right.Distance
                    ? left.Distance.CompareTo(right.Distance)
                    : string.CompareOrdinal(left.Name, right.Name)
        );
        return [.. affected];
    }

    private static ImmutableArray<AffectedReason> Reasons(
        PlatformModel model,
        string component,
        SortedDictionary<string, List<DirectReason>> direct,
        Dictionary<string, int> distances,
        int depth
    )
    {
        var required = new List<AffectedReason.OfRequirement>();
        foreach (var name in model.Components.GetValueOrDefault(component)?.Requires.Keys ?? [])
        {
            if (distances.TryGetValue(name, out var distance) && distance < depth)
            {
                required.Add(new AffectedReason.OfRequirement(name, distance + 1));
            }
        }

        required.Sort(
            (left, right) =>
                left.Distance != right.Distance
                    ? left.Distance.CompareTo(right.Distance)
                    : string.CompareOrdinal(left.Component, right.Component)
        );
        return [.. (direct.GetValueOrDefault(component) ?? []).Select(reason => reason.Reason), .. required];
    }
}

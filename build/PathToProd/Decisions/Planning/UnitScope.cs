using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Decisions.Units;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>What follows for a run from what the environment deploys as one.</summary>
public static class UnitScope
{
    /// <summary>
    /// Why a selection cannot be deployed or removed: it is a part of a unit only, or a whole platform without the version set that gives it its
    /// version. Null when it can.
    /// </summary>
    /// <param name="request">What was asked. Removing with --force takes a part out anyway.</param>
    /// <param name="units">What the environment deploys as one.</param>
    /// <remarks>For Deploy, Destroy and Plan; other targets do not ask.</remarks>
    public static string? Refusal(RunRequest request, DeploymentUnits units)
    {
        var isRemoval = request.Target.Stage == Stage.Destroy;
        var needsSet = units.IsMonolithic && !isRemoval && request.Set is null;
        if (request.Target.Stage == Stage.Plan)
        {
            // A look at a part does no harm, as long as it is a part of what can be deployed.
            return needsSet ? WithoutSet(request) : null;
        }

        if (isRemoval && request.Options.Force)
        {
            return null;
        }

        var asked = request.Components.Select(component => component.Name).ToImmutableSortedSet(StringComparer.Ordinal);
        var parts = units.Of(asked).Where(unit => !asked.IsSupersetOf(unit.Members)).ToArray();
        if (parts.Length > 0)
        {
            return Part(request, units, asked, parts, isRemoval);
        }

        return needsSet ? WithoutSet(request) : null;
    }

    /// <summary>The units of a run that have a record of their own, each with those members that take part.</summary>
    public static ImmutableArray<DeploymentUnit> In(IEnumerable<string> components, DeploymentUnits units)
    {
        var part = components.ToImmutableSortedSet(StringComparer.Ordinal);
        return
        [
            .. units
                .Of(part)
                .Where(unit => unit.IsRecorded)
                .Select(unit => unit with { Members = unit.Members.Intersect(part) }),
        ];
    }

    /// <summary>
    /// The graph of a run with units. What is optional only gives way where two units would have to come before one another; null when even
    /// what they require of each other leaves no order.
    /// </summary>
    /// <param name="components">The components.</param>
    /// <param name="units">The units among them.</param>
    /// <param name="order">The order of a rollback. Default: the usual one.</param>
    public static RequirementGraph? Graph(
        IReadOnlyCollection<ComponentManifest> components,
        IReadOnlyCollection<DeploymentUnit> units,
        RollbackOrder? order = null
    )
    {
        order ??= RollbackOrder.Usual;
        return Whole(order.Turn(RequirementGraph.OfRun(components)), units)
            ?? Whole(order.Turn(RequirementGraph.Of(components)), units)
            ?? (order.Turned.IsEmpty ? null : Whole(RequirementGraph.Of(components).Reversed(), units));
    }

    private static RequirementGraph? Whole(RequirementGraph graph, IReadOnlyCollection<DeploymentUnit> units)
    {
        try
        {
            return UnitGraph.Of(graph, units);
        }
        catch (ArgumentException)
        {
            // Two units require each other: the caller tries with less, or refuses.
            return null;
        }
    }

    private static string Part(
        RunRequest request,
        DeploymentUnits units,
        ImmutableSortedSet<string> asked,
        DeploymentUnit[] parts,
        bool isRemoval
    )
    {
        var environment = request.Environment.Name;
        var (verb, done) = isRemoval ? ("Remove", "removed") : ("Deploy", "deployed");
        var where = request.Environment.Source["deployment-model"];
        var causes = parts.Select(
            (unit, at) =>
                $"{(at == 0 ? "Because" : "and because")} {environment} deploys {Whole(unit)} as one ({where}), "
                + $"and {Prose.List([.. unit.Members.Except(asked)])} {(unit.Members.Except(asked).Count == 1 ? "was" : "were")} not asked for,"
        );
        var lone = Prose.List([.. parts.SelectMany(unit => unit.Members.Intersect(asked))]);
        var command = CommandLine.Of(
            request.Target.Name,
            [.. units.Selection(asked).Order(StringComparer.Ordinal)],
            environment
        );
        var set =
            request.Set is { } named ? $" --set={named.Name}"
            : units.IsMonolithic && !isRemoval ? " --set=NAME"
            : "";
        return $"{string.Join('\n', causes)}{(parts.Length == 1 ? ' ' : '\n')}{lone} cannot be {done} there alone. "
            + $"{verb} all of {(parts.Length == 1 ? "it" : "them")}: {command}{set}"
            + (isRemoval ? ", or add --force to remove only a part." : ".");
    }

    private static string Whole(DeploymentUnit unit) =>
        unit.Kind == UnitKind.Group ? $"the group {unit.Text}" : "all of a version set";

    private static string WithoutSet(RunRequest request)
    {
        var environment = request.Environment.Name;
        var why =
            request.Environment.Versions == VersionSource.Pinned
                ? $"what environments/{environment}/versions.yaml pins is none that is pinned"
                : "no version set was named";
        return $"Because {environment} deploys all of a version set as one ({request.Environment.Source["deployment-model"]}), and {why}, "
            + $"nothing can be deployed there. Name one (./build.sh --target=Sets lists them): "
            + $"{CommandLine.Of(request.Target.Name, [], environment)} --set=NAME. "
            + "./build.sh --target=Resolve proposes one, which --set=proposed deploys and --target=Pin names.";
    }
}

using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;

namespace PathToProd.Model.Units;

/// <summary>Which unit each component belongs to in an environment: what the deployment model means.</summary>
public sealed class DeploymentUnits
{
    private readonly Dictionary<string, DeploymentUnit> _byComponent;
    private readonly DeploymentUnit? _everything;

    private DeploymentUnits(Dictionary<string, DeploymentUnit> byComponent, DeploymentUnit? everything) =>
        (_byComponent, _everything) = (byComponent, everything);

    /// <summary>Each component is a unit of its own.</summary>
    public static DeploymentUnits Decoupled { get; } = new([], everything: null);

    /// <summary>The units of an environment.</summary>
    /// <param name="environment">The environment, which names the deployment model.</param>
    /// <param name="model">The platform, with the components in the versions that the run is about.</param>
    public static DeploymentUnits Of(EnvironmentManifest environment, PlatformModel model) =>
        Of(environment, model.Platform, model.Components.Keys);

    /// <summary>The units of some components in an environment.</summary>
    public static DeploymentUnits Of(
        EnvironmentManifest environment,
        PlatformManifest platform,
        IEnumerable<string> components
    ) =>
        environment.DeploymentModel switch
        {
            DeploymentModel.Groups => OfGroups(platform.Groups, components),
            DeploymentModel.Monolithic => OfAll(components),
            _ => Decoupled,
        };

    /// <summary>The groups, as far as their components are there; what is in none is a unit of its own.</summary>
    public static DeploymentUnits OfGroups(
        IReadOnlyDictionary<string, IReadOnlyList<string>> groups,
        IEnumerable<string> components
    )
    {
        var known = components.ToHashSet(StringComparer.Ordinal);
        var units = new Dictionary<string, DeploymentUnit>(StringComparer.Ordinal);
        foreach (var (name, all) in groups)
        {
            var members = all.Where(known.Contains).ToImmutableSortedSet(StringComparer.Ordinal);
            foreach (var member in members)
            {
                units[member] = new DeploymentUnit(UnitKind.Group, name, members);
            }
        }

        return new DeploymentUnits(units, everything: null);
    }

    /// <summary>All components are one unit.</summary>
    public static DeploymentUnits OfAll(IEnumerable<string> components)
    {
        var all = new DeploymentUnit(
            UnitKind.Set,
            DeploymentUnit.Everything,
            components.ToImmutableSortedSet(StringComparer.Ordinal)
        );
        return new DeploymentUnits(
            all.Members.ToDictionary(name => name, _ => all, StringComparer.Ordinal),
            everything: all
        );
    }

    /// <summary>Whether all components are one unit.</summary>
    public bool IsMonolithic => _everything is not null;

    /// <summary>The unit of a component.</summary>
    public DeploymentUnit Of(string component) =>
        _byComponent.GetValueOrDefault(component)
        ?? new DeploymentUnit(
            UnitKind.Component,
            component,
            ImmutableSortedSet.Create(StringComparer.Ordinal, component)
        );

    /// <summary>The units of some components, by name, each once.</summary>
    public ImmutableArray<DeploymentUnit> Of(IEnumerable<string> components) =>
        [
            .. components
                .Select(Of)
                .DistinctBy(unit => unit.Name, StringComparer.Ordinal)
                .OrderBy(unit => unit.Name, StringComparer.Ordinal),
        ];

    /// <summary>What <c>--component</c> has to say for whole units: the names of groups and of components by themselves, or <c>all</c>; in the order of the components.</summary>
    public ImmutableArray<string> Selection(IEnumerable<string> components) =>
        [.. components.Select(component => Of(component).Name).Distinct(StringComparer.Ordinal)];
}

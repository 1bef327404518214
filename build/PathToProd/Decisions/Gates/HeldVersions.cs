using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Decisions.Gates;

/// <summary>Finds what an environment keeps in a range of versions, and would get in another one.</summary>
public static class HeldVersions
{
    /// <summary>Refuses a plan of what would not be deployed; null when the environment takes all of these versions.</summary>
    public static GateDecision.Refused? Refusal(
        EnvironmentManifest environment,
        IEnumerable<ComponentManifest> components
    ) =>
        Among(environment, components).ToArray() is { Length: > 0 } causes
            ? new GateDecision.Refused([.. causes])
            : null;

    /// <summary>A cause for each of the components whose version is outside of its hold, by name.</summary>
    internal static IEnumerable<RequirementCause> Among(
        EnvironmentManifest environment,
        IEnumerable<ComponentManifest> components
    ) =>
        from component in components.OrderBy(component => component.Name, StringComparer.Ordinal)
        let hold = environment.Holds.GetValueOrDefault(component.Name)
        where hold is not null && !hold.Range.Contains(component.Version)
        select new RequirementCause.Held(hold, environment.Source[$"holds.{component.Name}"])
        {
            RequiredBy = component,
            Requirement = new Requirement(component.Name, hold.Range),
            Available = component,
        };
}

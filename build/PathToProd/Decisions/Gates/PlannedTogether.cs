using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Gates;

/// <summary>
/// What a run deploys must suit itself, and must suit what stays there: optional requirements and conflicts in each
/// direction. What stays is judged by the manifest that is here, as long as that is of the very version.
/// </summary>
internal static class PlannedTogether
{
    public static void AddCauses(GateQuestion question, Dictionary<string, ComponentManifest> plan, FoundCauses causes)
    {
        foreach (var component in plan.Values.OrderBy(component => component.Name, StringComparer.Ordinal))
        {
            foreach (var optional in component.Optional.Values)
            {
                if (
                    plan.TryGetValue(optional.Component, out var other)
                    && !optional.Range.Contains(other.Version)
                    && !causes.Holds(component, optional)
                )
                {
                    causes.Add(
                        new RequirementCause.OptionalWouldLeaveRange
                        {
                            RequiredBy = component,
                            Requirement = optional,
                            Available = other,
                        }
                    );
                }
            }

            foreach (var conflict in component.Conflicts.Values)
            {
                if (
                    plan.TryGetValue(conflict.Component, out var other)
                    && conflict.Range.Contains(other.Version)
                    && !causes.Holds(component, conflict)
                )
                {
                    causes.Add(
                        new RequirementCause.WouldConflict
                        {
                            RequiredBy = component,
                            Requirement = conflict,
                            Available = other,
                        }
                    );
                }
            }
        }

        foreach (var staying in Staying(question, plan))
        {
            foreach (var conflict in staying.Conflicts.Values)
            {
                if (plan.TryGetValue(conflict.Component, out var other) && conflict.Range.Contains(other.Version))
                {
                    causes.Add(
                        new RequirementCause.WouldConflictWithDeployed
                        {
                            RequiredBy = staying,
                            Requirement = conflict,
                            Available = other,
                        }
                    );
                }
            }
        }
    }

    private static IEnumerable<ComponentManifest> Staying(
        GateQuestion question,
        Dictionary<string, ComponentManifest> plan
    ) =>
        from state in question.Ledger.Components.Values
        where !plan.ContainsKey(state.Component) && !question.Gone.Contains(state.Component)
        let there = (Last(state.Presence) as Presence.Deployed)?.Deployment
        where there is not null
        let manifest = question.Workspace.GetValueOrDefault(state.Component)
        where manifest is not null && manifest.Version == there.Version
        select manifest;

    // What was there before the doubt may be there still.
    private static Presence Last(Presence presence) =>
        presence is Presence.InDoubt { Before: var before } ? before : presence;
}

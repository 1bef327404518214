using System.Collections.Immutable;
using PathToProd.Components;
using PathToProd.Ledger;
using PathToProd.Ordering;

namespace PathToProd.Promotion.Gates;

/// <summary>
/// The condition that every deployment meets first: what the component requires is there, in a version that fits, and its
/// last attempt succeeded. It looks at the ledger alone; who asks says what is gone although the ledger does not know.
/// </summary>
public static class RequirementGate
{
    /// <summary>Decides, and explains.</summary>
    public static GateDecision Check(GateQuestion question)
    {
        var causes = new FoundCauses();
        var asked = question.Asked.ToDictionary(component => component.Name, StringComparer.Ordinal);
        var plan = new Dictionary<string, ComponentManifest>(asked, StringComparer.Ordinal);
        var open = new Queue<ComponentManifest>(question.Asked);

        // Whatever has to be deployed first has requirements of its own, so the causes lead on to more components.
        while (open.TryDequeue(out var component))
        {
            foreach (var requirement in component.Requires.Values)
            {
                if (
                    Unmet(component, requirement, Available(requirement), question) is not { } cause
                    || IsMetByAsked(requirement)
                )
                {
                    continue;
                }

                causes.Add(cause);
                if (cause.CanBeDeployed && plan.TryAdd(requirement.Component, cause.Available!))
                {
                    open.Enqueue(cause.Available!);
                }
            }
        }

        AddThoseThatWouldLeaveRange(plan, causes, Available);
        return Decide(question, asked, plan, causes.All);

        ComponentManifest? Available(Requirement requirement) =>
            asked.GetValueOrDefault(requirement.Component)
            ?? question.Workspace.GetValueOrDefault(requirement.Component);

        bool IsMetByAsked(Requirement requirement) =>
            asked.TryGetValue(requirement.Component, out var manifest) && requirement.Range.Contains(manifest.Version);
    }

    private static GateDecision Decide(
        GateQuestion question,
        Dictionary<string, ComponentManifest> asked,
        Dictionary<string, ComponentManifest> plan,
        ImmutableArray<RequirementCause> causes
    )
    {
        if (!causes.IsEmpty && !(question.DeploysMissing && causes.All(cause => cause.CanBeDeployed)))
        {
            return new GateDecision.Refused(causes);
        }

        var order = DeploymentOrder.Of(RequirementGraph.Of(plan.Values));
        var causesOf = causes.ToLookup(cause => cause.Requirement.Component, StringComparer.Ordinal);
        var deployments = new DeploymentPlan([
            .. order.Select(name => new PlannedDeployment(
                plan[name],
                asked.ContainsKey(name) ? [] : [.. causesOf[name]]
            )),
        ]);
        return causes.IsEmpty ? new GateDecision.Satisfied(deployments) : new GateDecision.DeployFirst(deployments);
    }

    private static RequirementCause? Unmet(
        ComponentManifest component,
        Requirement requirement,
        ComponentManifest? available,
        GateQuestion question
    ) =>
        question.Ledger[requirement.Component].Presence switch
        {
            Presence.Deployed { Deployment: var there } when !requirement.Range.Contains(there.Version) =>
                new RequirementCause.OutOfRange(there.Version)
                {
                    RequiredBy = component,
                    Requirement = requirement,
                    Available = available,
                },
            Presence.Deployed { Deployment: var there } when question.Gone.Contains(requirement.Component) =>
                new RequirementCause.Gone(there)
                {
                    RequiredBy = component,
                    Requirement = requirement,
                    Available = available,
                },
            Presence.Deployed => null,
            Presence.Destroyed { By: var attempt } => new RequirementCause.Destroyed(attempt)
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
            Presence.Unknown { Because: var attempt } => new RequirementCause.NotSucceeded(attempt)
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
            _ => new RequirementCause.NeverDeployed
            {
                RequiredBy = component,
                Requirement = requirement,
                Available = available,
            },
        };

    /// <summary>
    /// What is there may do for one component of the plan and not for another. Deploying it anew for the other must not break the first.
    /// </summary>
    private static void AddThoseThatWouldLeaveRange(
        Dictionary<string, ComponentManifest> plan,
        FoundCauses causes,
        Func<Requirement, ComponentManifest?> available
    )
    {
        foreach (var component in plan.Values.OrderBy(component => component.Name))
        {
            foreach (var requirement in component.Requires.Values)
            {
                if (
                    plan.TryGetValue(requirement.Component, out var planned)
                    && !requirement.Range.Contains(planned.Version)
                    && !causes.Holds(component, requirement)
                )
                {
                    causes.Add(
                        new RequirementCause.WouldLeaveRange(causes.FirstOf(requirement)?.RequiredBy)
                        {
                            RequiredBy = component,
                            Requirement = requirement,
                            Available = available(requirement),
                        }
                    );
                }
            }
        }
    }
}

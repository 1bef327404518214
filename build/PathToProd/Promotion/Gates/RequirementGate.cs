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
        var causes = new List<RequirementCause>();
        var plan = new Dictionary<string, ComponentManifest>(StringComparer.Ordinal);
        var open = new Queue<ComponentManifest>(question.Asked);
        foreach (var component in question.Asked)
        {
            plan[component.Name] = component;
        }

        // Whatever has to be deployed first has requirements of its own, so the causes lead on to more components.
        while (open.TryDequeue(out var component))
        {
            foreach (var requirement in component.Requires.Values)
            {
                if (Unmet(component, requirement, question) is not { } cause || IsMetBy(plan, requirement))
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

        causes.AddRange(WouldLeaveRange(plan, causes, question));
        return Decide(question, plan, [.. causes]);

        bool IsMetBy(Dictionary<string, ComponentManifest> planned, Requirement requirement) =>
            question.Asked.Any(asked => asked.Name == requirement.Component)
            && planned.TryGetValue(requirement.Component, out var manifest)
            && requirement.Range.Contains(manifest.Version);
    }

    private static GateDecision Decide(
        GateQuestion question,
        Dictionary<string, ComponentManifest> plan,
        ImmutableArray<RequirementCause> causes
    )
    {
        if (!causes.IsEmpty && !(question.DeploysMissing && causes.All(cause => cause.CanBeDeployed)))
        {
            return new GateDecision.Refused(causes);
        }

        var order = DeploymentOrder.Of(RequirementGraph.Of(plan.Values));
        var deployments = new DeploymentPlan([
            .. order.Select(name => new PlannedDeployment(
                plan[name],
                question.Asked.Any(asked => asked.Name == name)
                    ? []
                    : [.. causes.Where(cause => cause.Requirement.Component == name)]
            )),
        ]);
        return causes.IsEmpty ? new GateDecision.Satisfied(deployments) : new GateDecision.DeployFirst(deployments);
    }

    private static RequirementCause? Unmet(ComponentManifest component, Requirement requirement, GateQuestion question)
    {
        var available = question.Available(requirement.Component);
        return question.Ledger[requirement.Component].Presence switch
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
    }

    /// <summary>
    /// What is there may do for one component of the plan and not for another. Deploying it anew for the other must not break the first.
    /// </summary>
    private static IEnumerable<RequirementCause> WouldLeaveRange(
        Dictionary<string, ComponentManifest> plan,
        List<RequirementCause> causes,
        GateQuestion question
    ) =>
        from component in plan.Values
        orderby component.Name
        from requirement in component.Requires.Values
        where plan.ContainsKey(requirement.Component)
        let planned = plan[requirement.Component]
        where !requirement.Range.Contains(planned.Version)
        where
            !causes.Exists(cause =>
                cause.RequiredBy.Name == component.Name && cause.Requirement.Component == requirement.Component
            )
        select new RequirementCause.WouldLeaveRange(
            causes.Find(cause => cause.Requirement.Component == requirement.Component)?.RequiredBy
        )
        {
            RequiredBy = component,
            Requirement = requirement,
            Available = question.Available(requirement.Component),
        };
}
